import { html, render } from 'lit';
import type { FromSidebar, SidebarState, ToSidebar } from '../../shared/sidebarProtocol';
import '../components/controls.css';
import { conversationForm, fieldIds, readDraft } from './conversationForm';
import { firstRun } from './firstRun';
import { outcome } from './outcome';
import './sidebar.css';

declare function acquireVsCodeApi(): { postMessage(message: FromSidebar): void };

/** Draws what the host says and tells it what was done; it remembers nothing but a submission. */
class SidebarPage {
  /** True until the host has answered a submission: only that answer may move the focus. */
  private submitted = false;
  /** The control that had the focus last: it loses it whenever the focus leaves the page. */
  private used: HTMLElement | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly post: (message: FromSidebar) => void,
  ) {
    root.addEventListener('focusin', ({ target }) => {
      this.used = target as HTMLElement;
    });
  }

  draw(state: SidebarState): void {
    const { root, post } = this;
    const failedBefore = root.querySelector('.failure') !== null;
    const hadFocus = root.contains(document.activeElement);
    const form = () => conversationForm(state, { post, submit: this.submit });
    const content = state.firstRun ? firstRun(post) : form();
    render(html`<main>${content} ${outcome(state, post)}</main>`, root);
    if (!failedBefore) root.querySelector('.failure')?.scrollIntoView({ block: 'nearest' });
    // Whoever is in the editor or in a prompt by now is left there.
    if (document.hasFocus()) this.placeFocus(state, hadFocus);
    if (state.creating) this.submitted = false;
  }

  private readonly submit = (): void => {
    this.submitted = true;
    this.post({ type: 'create', draft: readDraft(this.root) });
  };

  /** The person is back, as from a prompt: they go on where they were, or with the next step. */
  returnFocus(): void {
    if (!this.used || this.root.contains(document.activeElement)) return;
    if (this.used.checkVisibility()) this.used.focus();
    else this.focusNextStep();
  }

  private focusNextStep(): void {
    this.root.querySelector<HTMLElement>('.main-action')?.focus();
  }

  private placeFocus({ fieldErrors }: SidebarState, hadFocus: boolean): void {
    const wrong = fieldIds.find((id) => fieldErrors[id] !== undefined);
    if (this.submitted && wrong !== undefined) {
      this.submitted = false;
      document.getElementById(wrong)?.focus();
    } else if (hadFocus && !this.root.contains(document.activeElement)) {
      // The control that was used is gone.
      this.focusNextStep();
    }
  }
}

const root = document.getElementById('root');
if (root) {
  const vscode = acquireVsCodeApi();
  const page = new SidebarPage(root, (message) => {
    vscode.postMessage(message);
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToSidebar>) => {
    page.draw(data.state);
  });
  window.addEventListener('focus', () => {
    page.returnFocus();
  });
  vscode.postMessage({ type: 'ready' });
}
