import * as vscode from 'vscode';
import { isSandbox } from '../chatbots/chatbot';
import { conversationTitle, type Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { commands } from '../ids';
import { conversationSummary, type Times } from './conversationTexts';

/** A day, or a conversation of that day. */
type Row = DayRow | ConversationRow;

interface DayRow {
  day: string;
  conversations: Conversation[];
}

/** What commands get as their argument when they are chosen on a row. */
export class ConversationRow {
  constructor(readonly conversation: Conversation) {}
}

/** The conversation of the row that is selected in a tree, if that shows. */
export function chosenIn(list: ConversationsList): Conversation | undefined {
  const row = list.visible ? list.selection[0] : undefined;
  return row instanceof ConversationRow ? row.conversation : undefined;
}

/** What of VS Code's view of the tree is needed. */
export type ConversationsList = Pick<vscode.TreeView<unknown>, 'selection' | 'visible'>;

/** The record as VS Code's own tree: newest first, by day. */
export class ConversationsTree implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: Pick<ConversationStore, 'list'>,
    private readonly times: Times,
  ) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.days(await this.store.list());
    return 'day' in row ? row.conversations.map((each) => new ConversationRow(each)) : [];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return 'day' in row ? dayItem(row) : this.conversationItem(row);
  }

  private days(conversations: Conversation[]): DayRow[] {
    const now = Date.now();
    const days = Map.groupBy(conversations, ({ createdAt }) => this.times.dayOf(createdAt, now));
    return [...days].map(([day, ofDay]) => ({ day, conversations: ofDay }));
  }

  private conversationItem(row: ConversationRow): vscode.TreeItem {
    const { conversation } = row;
    const { chatbot, id, createdAt } = conversation;
    const item = new vscode.TreeItem(conversationTitle(conversation));
    item.id = `conversation:${chatbot.origin}:${id}`;
    item.description = conversationSummary(conversation, this.times.time(createdAt));
    item.tooltip = `${id}\n${chatbot.id}\n${this.times.absolute(createdAt)}`;
    item.iconPath = new vscode.ThemeIcon(isSandbox(chatbot) ? 'beaker' : 'comment-discussion');
    item.contextValue = 'conversation';
    item.command = { command: commands.openConversation, title: 'Open', arguments: [row] };
    return item;
  }
}

function dayItem({ day }: DayRow): vscode.TreeItem {
  const item = new vscode.TreeItem(day, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `day:${day}`;
  return item;
}
