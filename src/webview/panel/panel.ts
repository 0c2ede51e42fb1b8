import type { FromPanel, ToPanel } from '../../shared/panelProtocol';
import './panel.css';

interface VsCode {
  postMessage(message: FromPanel): void;
  setState(state: { conversationId: string }): void;
}
declare function acquireVsCodeApi(): VsCode;

const confirmationMs = 2000;

/** The page is painted by the host; this brings the copy button to life. */
function start(vscode: VsCode): void {
  const button = document.querySelector<HTMLButtonElement>('#copy');
  const status = document.querySelector<HTMLElement>('.copied');
  const conversationId = document.querySelector('.id')?.textContent;
  if (conversationId) vscode.setState({ conversationId });
  if (!button || !status) return;

  let confirmation: ReturnType<typeof setTimeout> | undefined;
  const confirm = () => {
    clearTimeout(confirmation);
    button.classList.add('confirmed');
    status.textContent = 'Copied';
    confirmation = setTimeout(() => {
      button.classList.remove('confirmed');
      status.textContent = '';
    }, confirmationMs);
  };

  button.addEventListener('click', () => {
    vscode.postMessage({ type: 'copyConversationId' });
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
    switch (data.type) {
      case 'copied':
        confirm();
        break;
      case 'focusCopyButton':
        button.focus();
        break;
    }
  });
  vscode.postMessage({ type: 'ready' });
}

start(acquireVsCodeApi());
