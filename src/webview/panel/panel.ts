import { boxProblem } from '../../shared/messageBox';
import type { FromPage, FromPanel, PanelState, ToPage, ToPanel } from '../../shared/panelProtocol';
import { waysOut } from '../../shared/failureView';
import { Composer } from './composer';
import { Confirmation } from './confirmation';
import { Navigation } from './navigation';
import './panel.css';
import './markdown.css';
import './messages.css';
import './composer.css';
import { ReadingPlace } from './reading';
import { Scrolling } from './scrolling';
import { Transcript } from './transcript';

interface VsCode {
  postMessage(message: FromPage): void;
  setState(state: PanelState): void;
}
declare function acquireVsCodeApi(): VsCode;

/** The page is painted by the host; this brings it to life. */
function start(vscode: VsCode): void {
  const { textContent: conversationId, dataset } = get('.id');
  const { origin } = dataset;
  vscode.setState({ conversationId, ...(origin !== undefined && { origin }) });
  const page = crypto.randomUUID();
  const post = (message: FromPanel) => {
    vscode.postMessage({ ...message, page });
  };
  let pressed: HTMLElement | undefined;
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-action], [data-way-out]');
    if (!button) return;
    pressed = button;
    const message = meaningOf(button);
    if (message) post(message);
  });
  const copyButton = get<HTMLButtonElement>('#copy');
  const idCopied = new Confirmation(get('.copied'));
  const log = document.querySelector<HTMLElement>('.messages');
  if (!log) {
    // The record has lost it; the ID is all there is.
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
      if (data.type === 'copied') idCopied.show(copyButton);
    });
    post({ type: 'ready', drawing: 0 });
    return;
  }

  const scrolling = new Scrolling(get('.scroller'), get('.jump'));
  const transcript = new Transcript(log, scrolling, post);
  const articles = () => transcript.articles;
  const navigation = new Navigation(log, articles);
  const sentMessages = () =>
    [...log.querySelectorAll('.own > .content')]
      .map(({ textContent }) => textContent)
      .filter((message) => boxProblem(message) === undefined);
  const composer = new Composer(
    {
      form: get('.composer'),
      box: get('#message'),
      button: get('#send'),
      refusal: get('#refusal'),
      sentMessages,
    },
    post,
  );
  const readingPlace = new ReadingPlace(scrolling, get('#message'), articles, post);
  const textCopied = new Confirmation(get('#status'));

  const receive = (message: ToPanel): void => {
    switch (message.type) {
      case 'copied':
        if (message.what === 'id') idCopied.show(copyButton);
        else if (pressed) textCopied.show(pressed);
        break;
      case 'focus':
        if (message.target === 'copyButton') copyButton.focus();
        else if (message.target === 'message') composer.focus();
        else navigation.focusLast();
        break;
      case 'turns':
        transcript.replace(message);
        navigation.update();
        break;
      case 'anew':
        transcript.begin(message);
        navigation.update();
        break;
      case 'older':
        transcript.prepend(message);
        readingPlace.moreIsThere();
        break;
      case 'answer':
        transcript.draw(message);
        break;
      case 'state':
        transcript.setState(message);
        navigation.update();
        break;
      case 'content':
        transcript.setContent(message);
        navigation.update();
        break;
      case 'composer':
        composer.set(message);
        get('#hint').textContent = message.hint;
        get('#count').textContent = message.count;
        break;
      case 'status':
        get('#status').textContent = message.text;
        break;
      case 'draft':
        composer.draft(message);
        break;
      case 'sent':
        composer.sent(message.message);
        break;
      case 'refused':
        composer.refused(message.reason);
        break;
      case 'resume':
        readingPlace.resume(message);
        break;
    }
  };
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.page === page) receive(data);
  });
  scrolling.toEnd();
  post({ type: 'ready', drawing: Number(log.dataset['drawing']) });
  transcript.fillIn();
}

/** What a button asks the host for. It names a message and a number, never a text or an address. */
function meaningOf(button: HTMLElement): FromPanel | undefined {
  const article = button.closest<HTMLElement>('article');
  const turn = Number(article?.dataset['turn'] ?? 0);
  const id = waysOut.find((wayOut) => wayOut === button.dataset['wayOut']);
  if (id) return { type: 'wayOut', id };
  switch (button.dataset['action']) {
    case 'copyConversationId':
      return { type: 'copyConversationId' };
    case 'copyAnswer':
      return { type: 'copyAnswer', turn };
    case 'copyCode': {
      const blocks = [...(article?.querySelectorAll('[data-action="copyCode"]') ?? [])];
      return { type: 'copyCode', turn, index: blocks.indexOf(button) };
    }
    case 'togglePlain':
      return { type: 'showAs', turn, plain: button.getAttribute('aria-pressed') !== 'true' };
    case undefined:
    default:
      return undefined;
  }
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector
function get<T extends HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}

start(acquireVsCodeApi());
