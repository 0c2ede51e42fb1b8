import * as vscode from 'vscode';
import { commands, panelViewType, views } from './ids';
import type { UserdeskApi } from './publicApi';
import { lazy } from './support/lazy';
import { nextTurn } from './support/nextTurn';

/** The one thing kept outside: `deactivate` is handed nothing. */
let settle: (() => Promise<void>) | undefined;

/**
 * Registers the doors. What is behind them is loaded when one is first used: no network, no
 * prompt and no file is touched here.
 */
export function activate(context: vscode.ExtensionContext): UserdeskApi {
  const treeChanged = new vscode.EventEmitter<undefined>();
  const parts = lazy(async () => {
    const { createParts } = await import('./parts');
    // Loading it took a while, and so will this.
    await nextTurn();
    const created = createParts(context, list);
    context.subscriptions.push(created);
    settle = created.settle;
    created.tree.onDidChangeTreeData(() => {
      treeChanged.fire(undefined);
    });
    return created;
  });

  const list = vscode.window.createTreeView(views.conversations, {
    treeDataProvider: {
      onDidChangeTreeData: treeChanged.event,
      getChildren: async (row?: never) => (await parts()).tree.getChildren(row),
      getTreeItem: async (row: never) => (await parts()).tree.getTreeItem(row),
    },
  });

  context.subscriptions.push(
    treeChanged,
    list,
    ...Object.values(commands).map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) =>
        (await parts()).runCommand(id, argument),
      ),
    ),
    vscode.window.registerWebviewViewProvider(views.sidebar, {
      resolveWebviewView: async (view) => {
        await (await parts()).sidebar.resolve(view);
      },
    }),
    vscode.window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: async (panel, state) => (await parts()).panels.restore(panel, state),
    }),
  );

  return {
    version: 2,
    createConversation: async (request) => (await parts()).api.createConversation(request),
    sendMessage: async (request) => (await parts()).api.sendMessage(request),
  };
}

/** VS Code waits for it, a few seconds at most. */
export async function deactivate(): Promise<void> {
  await settle?.();
}
