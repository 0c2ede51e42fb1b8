import accountIcon from '@vscode/codicons/src/icons/account.svg';
import checkIcon from '@vscode/codicons/src/icons/check.svg';
import chatIcon from '@vscode/codicons/src/icons/comment-discussion.svg';
import copyIcon from '@vscode/codicons/src/icons/copy.svg';
import historyIcon from '@vscode/codicons/src/icons/history.svg';
import hubotIcon from '@vscode/codicons/src/icons/hubot.svg';
import { chatbotLabel, isSandbox } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import { escapeHtml } from '../markdown/escapeHtml';
import { markdownToHtml } from '../markdown/markdownToHtml';
import { parseMarkdown } from '../markdown/parseMarkdown';
import type { Times } from './conversationTexts';

/** The whole panel as markup: it paints without a script. */
export function panelBody(conversation: Conversation, times: Times, now: number): string {
  return `${head(conversation, times, now)}
<main>
<div class="messages" role="log" aria-live="off" aria-label="Messages" tabindex="0">
${greeting(conversation, times)}
</div>
</main>`;
}

/** What a restored panel says when the record holds its conversation no longer. */
export function missingConversationBody(conversationId: string): string {
  return `<main><p class="state">This conversation is not in the record on this machine any more.
Its ID is <span class="id">${escapeHtml(conversationId)}</span>.</p></main>`;
}

function head(conversation: Conversation, times: Times, now: number): string {
  const { chatbot, id, createdAt } = conversation;
  const label = escapeHtml(chatbotLabel(chatbot));
  const tooltip = escapeHtml(
    chatbot.name === undefined
      ? `Chatbot ${chatbot.id}`
      : `${chatbot.name} (chatbot ${chatbot.id})`,
  );
  return `<header>
<div class="title">
${icon(chatIcon)}<h1 title="${tooltip}" dir="auto">${label}</h1>
${isSandbox(chatbot) ? '<span class="badge">Sandbox</span>' : ''}
</div>
<div class="facts">
<span class="fact conversation-id">
<code class="id" role="group" aria-label="Conversation ID" title="Conversation ID">${escapeHtml(id)}</code>
<button class="icon-button" id="copy" type="button" aria-label="Copy conversation ID" title="Copy conversation ID">
<span class="idle">${icon(copyIcon)}</span><span class="done">${icon(checkIcon)}</span>
</button>
<span class="copied" role="status"></span>
</span>
<span class="fact" dir="auto">${icon(accountIcon)}<span>${user(conversation)}</span></span>
<span class="fact">${icon(historyIcon)}<time datetime="${new Date(createdAt).toISOString()}"
 title="${escapeHtml(times.absolute(createdAt))}">${escapeHtml(times.dayAndTime(createdAt, now))}</time></span>
</div>
</header>`;
}

function user({ userName, userEmail }: Conversation): string {
  const parts = [userName, userEmail].filter((part) => part !== undefined);
  return parts.length === 0 ? 'Anonymous' : parts.map(escapeHtml).join(' · ');
}

function greeting({ chatbot, greeting: text, createdAt }: Conversation, times: Times): string {
  if (text === undefined) return '<p class="state">This chatbot has no welcome message.</p>';
  const author = escapeHtml(chatbotLabel(chatbot));
  return `<article aria-label="${author}">
<div class="author">${icon(hubotIcon)}<span class="name" dir="auto">${author}</span>
<time datetime="${new Date(createdAt).toISOString()}">${escapeHtml(times.time(createdAt))}</time></div>
<div class="content" dir="auto">${markdownToHtml(parseMarkdown(text))}</div>
</article>`;
}

/** Codicons are drawn in the colour of the text around them. */
function icon(svg: string): string {
  return svg.replace('<svg ', '<svg class="icon" aria-hidden="true" ');
}
