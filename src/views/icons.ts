import account from '@vscode/codicons/src/icons/account.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chat from '@vscode/codicons/src/icons/comment-discussion.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import chatbot from '@vscode/codicons/src/icons/hubot.svg';
import plain from '@vscode/codicons/src/icons/list-flat.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import type { ViewIcon } from '../shared/viewNode';

const icons = {
  ...{ account, arrowDown, chat, chatbot, check, copy, history, plain, send, stop, warning },
};

export function icon(name: keyof typeof icons): ViewIcon {
  return { icon: name };
}

/** Every icon of the panel, once: it is shown by reference, also by what is drawn later. */
export function iconSprite(): string {
  const symbols = Object.entries(icons).map(([name, svg]) =>
    svg
      .trim()
      .replace(/^<svg [^>]*>/, `<symbol id="icon-${name}" viewBox="0 0 16 16">`)
      .replace(/<\/svg>$/, '</symbol>'),
  );
  return `<svg class="sprite" aria-hidden="true">${symbols.join('')}</svg>`;
}
