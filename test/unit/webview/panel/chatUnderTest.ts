import '../../../support/hostModules';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { UserdeskError } from '../../../../src/api/errors';
import { ChatSessions } from '../../../../src/conversations/chatSessions';
import type { ChatSession } from '../../../../src/conversations/chatSession';
import type { Conversation } from '../../../../src/conversations/conversation';
import type { Trouble, Turn } from '../../../../src/conversations/turn';
import type { FromPanel, SendOn, ToPanel } from '../../../../src/shared/panelProtocol';
import { describeFailure } from '../../../../src/support/describeFailure';
import { Times } from '../../../../src/views/conversationTexts';
import { readFromPanel } from '../../../../src/views/fromPanel';
import { PanelChat } from '../../../../src/views/panelChat';
import { conversation, RecordUnderTest } from '../../conversations/recordUnderTest';
import { openPage, type Bundle, type PageOptions } from '../pageUnderTest';
import { WrittenAnswers, type Answer } from './writtenAnswers';

export interface ChatOptions extends PageOptions {
  conversation?: Partial<Conversation>;
  turns?: Turn[];
  draft?: string;
  /** Where it was read, as the record keeps it. */
  position?: string;
  sendOn?: SendOn;
  /** Waited for before a message is kept. */
  knownKeys?: () => Promise<string[]>;
}

/** The page of a panel in a browser, on a real session; the test is the chatbot. */
export class ChatUnderTest {
  page!: Page;
  session!: ChatSession;
  readonly complaints: string[] = [];
  sendOn: SendOn;
  record!: RecordUnderTest;
  /** As messages come to the host; a test may keep them back. */
  receive = (said: unknown): void => {
    this.take(said);
  };
  private chat!: PanelChat;
  /** What the panel shows, or will show. */
  private body = '';
  private isVisible = true;
  private drawn: (() => void)[] = [];
  private readonly answers = new WrittenAnswers();
  private posting: Promise<unknown> = Promise.resolve();
  private readonly writing = new Set<Promise<unknown>>();

  private constructor(private readonly options: ChatOptions) {
    this.sendOn = options.sendOn ?? 'enter';
  }

  static async open(
    browser: Browser,
    bundle: Bundle,
    folder: string,
    options: ChatOptions = {},
  ): Promise<ChatUnderTest> {
    const chat = new ChatUnderTest(options);
    const record = new RecordUnderTest(join(folder, `${randomUUID()}.sqlite`));
    chat.record = record;
    const { transcripts: store } = record;
    const sessions = new ChatSessions({
      knownKeys: options.knownKeys ?? (() => Promise.resolve([])),
      seenKeys: [],
      stream: chat.answers.stream,
      store: {
        read: async (of) => {
          const { turns, draft, position } = await store.read(of);
          return {
            turns: [...(options.turns ?? []), ...turns],
            draft: options.draft ?? draft,
            position: options.position ?? position,
          };
        },
        append: (...entry) => chat.whenKept(store.append(...entry)),
        saveDraft: (...draft) => chat.whenKept(store.saveDraft(...draft)),
        savePosition: (...position) => chat.whenKept(store.savePosition(...position)),
      },
      describe: (error) => chat.inWords(error),
      failed: (error) => chat.complaints.push(String(error)),
      now: () => Date.UTC(2026, 2, 3, 14, 3),
    });
    const opened = conversation('7bb301ad-e691', { greeting: 'Hello', ...options.conversation });
    const { session } = await sessions.acquire(opened);
    chat.session = session;
    chat.chat = new PanelChat(opened, session, {
      isVisible: () => chat.isVisible,
      show: (body) => {
        chat.body = body;
        chat.drawn.splice(0).forEach((told) => {
          told();
        });
      },
      post: (message) => {
        chat.hand(message);
      },
      send: (message, onKept) => session.send(message, onKept),
      inWords: (error) => chat.inWords(error).message,
      sendOn: () => chat.sendOn,
      times: new Times('en-GB'),
      now: () => Date.UTC(2026, 2, 3, 15),
    });
    chat.chat.draw();
    await chat.load(browser, bundle);
    return chat;
  }

  /** Draws it anew, as when the chatbot goes by another name. */
  draw(): void {
    this.chat.draw();
  }

  /** Loads what was drawn last, as VS Code does when a panel is opened or shown. */
  async load(browser: Browser, bundle: Bundle): Promise<void> {
    this.isVisible = true;
    await openPage(browser, bundle, this.body, this.complaints, this.options, async (page) => {
      // It speaks, and is answered, while it is still loading.
      this.page = page;
      await page.exposeFunction('received', (said: unknown) => {
        this.receive(said);
      });
    });
  }

  /** The page is gone, and the next one is drawn. */
  async hide(): Promise<void> {
    await this.page.close();
    this.isVisible = false;
    this.chat.hidden();
    await this.redrawn();
  }

  /** Resolves when a page is drawn anew. */
  redrawn(): Promise<void> {
    return new Promise((resolve) => this.drawn.push(resolve));
  }

  /** The nth answer that was asked for. */
  answer(count = 1): Promise<Answer> {
    return this.answers.nth(count);
  }

  get askedCount(): number {
    return this.answers.count;
  }

  /** What the page posted, in whose name apart. */
  posted(): Promise<FromPanel[]> {
    return this.page.evaluate<FromPanel[]>('posted.map(({ page, ...message }) => message)');
  }

  /** What was posted, without word of where the reader is. */
  async asked(): Promise<FromPanel[]> {
    return (await this.posted()).filter(({ type }) => type !== 'reading');
  }

  post(message: ToPanel): void {
    this.chat.post(message);
  }

  /** Gives a message to the page that is there, as VS Code does: whatever page it is meant for. */
  hand(message: unknown): void {
    const { page } = this;
    this.posting = this.posting.then(() =>
      page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined),
    );
  }

  get box(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  get send(): Locator {
    return this.page.locator('#send');
  }

  get messages(): Locator {
    return this.page.getByRole('log', { name: 'Messages' }).getByRole('article');
  }

  get status(): Locator {
    return this.page.locator('#status');
  }

  /** Until an expression about the page holds; its content policy forbids Playwright's own way. */
  async until(expression: string): Promise<void> {
    while (!(await this.page.evaluate<boolean>(expression))) {
      await this.page.evaluate('new Promise((resolve) => setTimeout(resolve, 10))');
    }
  }

  /** The last answer is complete, and everything about it was told. */
  ended(): Promise<void> {
    return this.until(`[...document.querySelectorAll('.answer')].at(-1).dataset.state === 'done'
      && document.querySelector('#status').textContent === 'Answer complete'`);
  }

  /** Closes the page; what is still being written is written then. */
  async close(): Promise<void> {
    await this.page.close();
    this.chat.dispose();
    await Promise.all(this.writing);
    this.complaints.push(...this.record.troubles.map(({ reason }) => reason));
    this.record.close();
  }

  /** Types a message into the box and sends it with Enter. */
  async say(message: string): Promise<Answer> {
    const count = this.askedCount + 1;
    await this.box.fill(message);
    await this.box.press('Enter');
    return this.answer(count);
  }

  private whenKept<T>(kept: Promise<T>): Promise<T> {
    const writing = kept.finally(() => this.writing.delete(writing));
    this.writing.add(writing);
    return writing;
  }

  private inWords(error: unknown): Trouble {
    return error instanceof UserdeskError
      ? describeFailure(error.failure, {
          chatbot: this.session.conversation.chatbot,
          request: 'message',
        })
      : { message: String(error), waysOut: [] };
  }

  private take(said: unknown): void {
    if (!readFromPanel(said)) throw new Error(`not understood: ${JSON.stringify(said)}`);
    // What is not the chat's is the panel's; the page has only to say it.
    this.chat.receive(said);
  }
}
