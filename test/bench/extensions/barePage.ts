import nodeFetch from 'node-fetch';
import * as vscode from 'vscode';
import { benchApiKey, benchChatbot, benchCommands, shownText } from '../benchIds';
import { marks } from '../chatTexts';

/** The least that can show an answer as it comes: every piece is posted, and appended as it is. */
export function activate(context: vscode.ExtensionContext): void {
  let post: (text: string) => void = () => undefined;
  context.subscriptions.push(
    vscode.commands.registerCommand(benchCommands.openBarePage, async () => {
      const column = vscode.ViewColumn.Active;
      const panel = vscode.window.createWebviewPanel('bare', 'Bare', column, {
        enableScripts: true,
      });
      post = (text) => void panel.webview.postMessage(text);
      const isThere = new Promise((resolve) => panel.webview.onDidReceiveMessage(resolve));
      panel.webview.html = page;
      await isThere;
    }),
    vscode.commands.registerCommand(benchCommands.streamToBarePage, async (baseUrl: string) => {
      const { body } = await nodeFetch(`${baseUrl}/chatbot/${benchChatbot}/message`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${benchApiKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ message: 'Hello', stream: true }),
      });
      const decoder = new TextDecoder();
      for await (const piece of body ?? []) post(decoder.decode(piece as Buffer, { stream: true }));
      // In one piece, so that it is seen to be there.
      post(marks.end);
    }),
  );
}

const page = `<!DOCTYPE html><html><body>${shownText}
<div style="white-space: pre-wrap"></div>
<script>
  const end = document.querySelector('div');
  addEventListener('message', ({ data }) => {
    end.append(data);
    scrollTo(0, document.body.scrollHeight);
  });
  acquireVsCodeApi().postMessage('there');
</script></body></html>`;
