import '../../support/hostModules';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sandboxOrigin } from '../../../src/chatbots/chatbot';
import type { Conversation } from '../../../src/conversations/conversation';
import { personsLine } from '../../../src/support/personsLine';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';
import { Times } from '../../../src/views/conversationTexts';
import { markdownView, MessageViews } from '../../../src/views/messageViews';
import {
  missingConversationBody,
  panelBody,
  type PanelContent,
} from '../../../src/views/panelBody';
import { conversation } from '../conversations/recordUnderTest';
import { elements, find, parseMarkup, textOf, type Element } from './markup';

const id = '7bb301ad-e691-4341-8afb-b4407c4ffdf2';
const createdAt = new Date(2026, 2, 3, 14, 3).getTime();
const times = new Times('en-GB');

function draw(changes: Partial<Conversation> = {}, content: Partial<PanelContent> = {}): Element {
  const drawn = conversation(id, { createdAt, ...changes });
  return parseMarkup(
    panelBody(
      {
        conversation: drawn,
        messages: new MessageViews(drawn, times).greeting(
          markdownView(parseMarkdown(drawn.greeting ?? '')),
        ),
        ...{ drawing: 1, firstTurn: 0, turnCount: 0, draft: '', isAnswering: false },
        ...{ sendOn: 'enter', count: '1 message' },
        ...content,
      },
      times,
      createdAt,
    ),
  );
}

const withTag = (tag: string) => (element: Element) => element.tag === tag;
const withClass = (name: string) => (element: Element) =>
  element.attributes['class']?.split(' ').includes(name) ?? false;
const texts = (root: Element) => elements(root).map(textOf);

describe('The panel of a conversation', () => {
  it('has the chatbot’s name for its heading, with the ID at hand', () => {
    const heading = find(draw(), withTag('h1'));
    assert.equal(textOf(heading), 'Support bot');
    assert.match(heading.attributes['title'] ?? '', /Support bot.*123456/);
  });

  it('has the chatbot’s ID for its heading where it has no name', () => {
    const heading = find(draw({ chatbot: { origin: 'https://a', id: '123456' } }), withTag('h1'));
    assert.equal(textOf(heading), '123456');
    assert.match(heading.attributes['title'] ?? '', /123456/);
  });

  it('says "Sandbox" where it is, and only there', () => {
    const sandbox = draw({ chatbot: { origin: sandboxOrigin, id: 'sandbox-silent' } });
    assert.equal(textOf(find(sandbox, withClass('badge'))), 'Sandbox');
    assert.ok(!texts(draw()).includes('Sandbox'));
  });

  it('shows the ID in full, labelled, as text and nothing but the ID', () => {
    const labelled = find(
      draw(),
      ({ attributes }) => attributes['aria-label'] === 'Conversation ID',
    );
    assert.deepEqual(labelled.children, [id]);
  });

  it('has a button to copy the ID, and a place where a screen reader hears of it', () => {
    const panel = draw();
    const button = find(panel, ({ attributes }) => attributes['id'] === 'copy');
    assert.equal(button.attributes['aria-label'], 'Copy conversation ID');
    assert.equal(button.attributes['type'], 'button');
    assert.equal(button.attributes['tabindex'], undefined);
    const status = find(panel, withClass('copied'));
    assert.equal(status.attributes['role'], 'status');
    assert.equal(textOf(status), '');
  });

  for (const [user, shown] of [
    [{}, 'Anonymous'],
    [{ userName: 'Ada Lovelace' }, 'Ada Lovelace'],
    [{ userEmail: 'ada@example.com' }, 'ada@example.com'],
    [{ userName: 'Ada Lovelace', userEmail: 'ada@example.com' }, 'Ada Lovelace · ada@example.com'],
  ] as const) {
    it(`shows the user: ${shown}`, () => {
      assert.ok(texts(draw(user)).includes(shown));
    });
  }

  it('shows when it was created: short, and in full in the tooltip', () => {
    const [time] = elements(draw()).filter(withTag('time'));
    assert.equal(textOf(time!), 'Today 14:03');
    assert.equal(time!.attributes['datetime'], new Date(createdAt).toISOString());
    assert.match(time!.attributes['title'] ?? '', /3 March 2026/);
  });

  it('has the greeting as the first message of its log', () => {
    const log = find(draw({ greeting: 'Hello, **how** can I help?' }), withClass('messages'));
    const { role, ...attributes } = log.attributes;
    assert.equal(role, 'log');
    assert.equal(attributes['aria-live'], 'off');
    assert.equal(attributes['aria-label'], 'Messages');
    const message = find(log, withTag('article'));
    assert.ok(message.attributes['aria-label']?.includes('Support bot'));
    const content = find(message, withClass('content'));
    assert.equal(textOf(content).trim(), 'Hello, how can I help?');
    assert.equal(textOf(find(content, withTag('strong'))), 'how');
    assert.equal(content.attributes['dir'], 'auto');
  });

  it('says that there is no greeting where none is configured', () => {
    const log = find(draw(), withClass('messages'));
    assert.equal(textOf(log).trim(), 'This chatbot has no welcome message.');
    assert.deepEqual(elements(log).filter(withTag('article')), []);
  });

  it('names its pictures to nobody', () => {
    const pictures = elements(draw({ greeting: 'Hello' })).filter(withTag('svg'));
    assert.ok(pictures.length >= 5);
    for (const { attributes } of pictures) assert.equal(attributes['aria-hidden'], 'true');
  });

  it('needs no script, no style of its own and no address to be painted', () => {
    for (const { tag, attributes } of elements(draw({ greeting: '# Hello' }))) {
      assert.ok(!['script', 'style', 'link', 'img', 'iframe'].includes(tag), tag);
      for (const name of Object.keys(attributes)) assert.doesNotMatch(name, /^on|^style$|^src$/);
    }
  });

  it('shows as text whatever names, IDs and user details are made of', () => {
    const any = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onclick='x",
      ),
      fc.constantFrom('&lt;b&gt;', '&amp;', '&', '</title>', '<!--', ']]>', '${1}', '$&', '$1'),
    );
    // What does no good in a line is left out of names.
    const hostile = any.filter((text) => personsLine(text) === text);
    const record = fc.record(
      { id: hostile, name: hostile, userName: hostile, userEmail: hostile, chatbotId: hostile },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(record, ({ id: anyId, name, chatbotId, ...user }) => {
        const chatbot = { origin: 'https://a', id: chatbotId, name };
        const panel = draw({ ...user, id: anyId, chatbot });
        const seen = texts(panel);
        assert.ok(seen.includes(anyId) && seen.includes(name));
        assert.ok(seen.includes(`${user.userName} · ${user.userEmail}`));
        assert.deepEqual(tagsOf(panel), tagsOf(draw({ userName: 'Ada' })));
        assert.ok(find(panel, withTag('h1')).attributes['title']?.includes(chatbotId));
      }),
    );
  });

  it('has a labelled message box with the draft in it, line breaks and all', () => {
    for (const draft of ['', 'Hello', '\n\n</textarea><b>&amp;']) {
      const box = find(draw({}, { draft }), withTag('textarea'));
      assert.equal(box.attributes['aria-label'], 'Message');
      // The first line break behind the tag is not part of the text.
      assert.equal(textOf(box).replace(/^\n/, ''), draft);
    }
    const send = find(draw(), ({ attributes }) => attributes['id'] === 'send');
    assert.equal(send.attributes['aria-label'], 'Send');
  });

  it('lets no greeting out of its place', () => {
    for (const greeting of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '![picture](https://example.com/x.png)',
      '[run](command:userdesk.showLog) [open](vscode://x/y) [js](javascript:alert(1))',
      '</div></article></main><h1>Another</h1>',
      '`</code>` and "quotes" & \'more\'',
    ]) {
      const panel = draw({ greeting });
      const tags = tagsOf(panel);
      for (const tag of ['script', 'img', 'iframe']) assert.ok(!tags.includes(tag), tag);
      assert.equal(tags.filter((tag) => tag === 'h1').length, 1);
      for (const { attributes } of elements(panel)) {
        assert.match(attributes['href'] ?? 'https:', /^(https?:|mailto:|#icon-)/);
      }
    }
  });
});

describe('The panel of a conversation that is in no record', () => {
  it('says so, and shows the ID that is left of it, as text', () => {
    const panel = parseMarkup(
      missingConversationBody({ conversationId: '<b>&"id"', origin: '"o' }, true),
    );
    assert.match(textOf(panel), /not in the record/);
    const shown = find(panel, withClass('id'));
    assert.equal(textOf(shown), '<b>&"id"');
    assert.equal(shown.attributes['data-origin'], '"o');
  });

  it('says that nothing was kept where a person wants no history, and names the setting', () => {
    const panel = parseMarkup(missingConversationBody({ conversationId: id }, false));
    assert.equal(
      textOf(find(panel, withTag('h1'))),
      'History is off, so this conversation was not kept.',
    );
    assert.match(textOf(find(panel, withTag('p'))), /userdesk\.history\.enabled is off/);
    assert.equal(textOf(find(panel, withClass('id'))), id);
  });
});

function tagsOf(root: Element): string[] {
  return elements(root).map(({ tag }) => tag);
}
