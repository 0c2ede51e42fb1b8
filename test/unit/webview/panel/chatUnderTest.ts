import '../../../support/hostModules';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { UserdeskError } from '../../../../src/api/errors';
import { ChatSessions } from '../../../../src/conversations/chatSessions';
import type { ChatSession } from '../../../../src/conversations/chatSession';
import type { Conversation } from '../../../../src/conversations/conversation';
import type { Turn } from '../../../../src/conversations/turn';
import type { FromPanel, Reading, SendOn, ToPanel } from '../../../../src/shared/panelProtocol';
import { describeFailure } from '../../../../src/support/describeFailure';
import { ChatPage } from '../../../../src/views/chatPage';
import { Times } from '../../../../src/views/conversationTexts';
import { readFromPanel } from '../../../../src/views/fromPanel';
import { MessageViews } from '../../../../src/views/messageViews';
import { panelBody } from '../../../../src/views/panelBody';
import { conversation, RecordUnderTest } from '../../conversations/recordUnderTest';
import { openPage, type Bundle, type PageOptions } from '../pageUnderTest';
import { WrittenAnswers, type Answer } from './writtenAnswers';

export interface ChatOptions extends PageOptions {
  conversation?: Partial<Conversation>;
  turns?: Turn[];
  draft?: string;
  sendOn?: SendOn;
}

/** The page of a panel in a browser, on a real session; the test is the chatbot. */
export class ChatUnderTest {
  page!: Page;
  session!: ChatSession;
  readonly complaints: string[] = [];
  sendOn: SendOn;
  reading: Reading = {};
  record!: RecordUnderTest;
  private chatPage!: ChatPage;
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
      knownKeys: () => Promise.resolve([]),
      seenKeys: [],
      stream: chat.answers.stream,
      store: {
        read: async (of) => {
          const { turns, draft, position } = await store.read(of);
          return {
            turns: [...(options.turns ?? []), ...turns],
            draft: options.draft ?? draft,
            position,
          };
        },
        append: (...entry) => chat.whenKept(store.append(...entry)),
        saveDraft: (...draft) => chat.whenKept(store.saveDraft(...draft)),
        savePosition: (...position) => chat.whenKept(store.savePosition(...position)),
      },
      describe: (error, { chatbot }) =>
        error instanceof UserdeskError
          ? describeFailure(error.failure, { chatbot, request: 'message' })
          : { message: String(error), waysOut: [] },
      failed: (error) => chat.complaints.push(String(error)),
      now: () => Date.UTC(2026, 2, 3, 14, 3),
    });
    const opened = conversation('7bb301ad-e691', { greeting: 'Hello', ...options.conversation });
    chat.session = (await sessions.acquire(opened)).session;
    await chat.show(browser, bundle);
    chat.session.listen((event) => {
      chat.chatPage.receive(event, true);
    });
    return chat;
  }

  /** Draws a page, as VS Code does when a panel is opened or shown again. */
  async show(browser: Browser, bundle: Bundle): Promise<void> {
    const times = new Times('en-GB');
    const { session } = this;
    const views = new MessageViews(session.conversation, times);
    this.chatPage = new ChatPage(
      session,
      views,
      () => this.sendOn,
      (message) => {
        this.post(message);
      },
    );
    const body = panelBody(this.chatPage.snapshot(), times, Date.UTC(2026, 2, 3, 15));
    await openPage(browser, bundle, body, this.complaints, this.options, async (page) => {
      // It speaks, and is answered, while it is still loading.
      this.page = page;
      await page.exposeFunction('received', (message: unknown) => {
        this.receive(message);
      });
    });
  }

  /** The nth answer that was asked for. */
  answer(count = 1): Promise<Answer> {
    return this.answers.nth(count);
  }

  get askedCount(): number {
    return this.answers.count;
  }

  posted(): Promise<FromPanel[]> {
    return this.page.evaluate<FromPanel[]>('posted');
  }

  /** What was posted, without word of where the reader is. */
  async asked(): Promise<FromPanel[]> {
    return (await this.posted()).filter(({ type }) => type !== 'reading');
  }

  post(message: ToPanel): void {
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

  private receive(message: unknown): void {
    const known = readFromPanel(message);
    if (!known) throw new Error(`not understood: ${JSON.stringify(message)}`);
    switch (known.type) {
      case 'ready':
        this.chatPage.ready(this.reading);
        break;
      case 'reading':
        this.reading = known;
        break;
      case 'draftChanged':
        this.session.draft = known.text;
        break;
      case 'send':
        this.session
          .send(known.message, () => {
            this.post({ type: 'sent', message: known.message });
          })
          .catch((error: unknown) => {
            const { failure } = error as UserdeskError;
            if (failure.code === 'conversationBusy') this.post({ type: 'refused', reason: 'busy' });
            if (failure.code === 'invalidArgument') {
              this.post({ type: 'refused', reason: failure.reason });
            }
          });
        break;
      case 'stop':
        this.session.stop();
        break;
      case 'drawn':
        this.chatPage.drawn(known.turn);
        break;
      case 'older':
        this.chatPage.older(known.before);
        break;
      case 'showAs':
        this.chatPage.showAs(known.turn, known.plain);
        break;
      case 'copyConversationId':
      case 'copyAnswer':
      case 'copyCode':
      case 'wayOut':
      // What these do is the panel's; the page has only to say them.
    }
  }
}
