import { keyOf, refOf } from '../conversations/conversation';
import * as vscode from 'vscode';
import { chatbotLabel, isSandbox, type Chatbot } from '../chatbots/chatbot';
import type { ConversationStore } from '../conversations/conversationStore';
import { isolated } from '../support/personsLine';
import { recordedNote, recordedTitle } from '../conversations/recordedTitle';
import { commands } from '../ids';
import { dayOf } from '../record/dayOf';
import type { ConversationRef, Day, RecordedConversation } from '../record/protocol';
import { conversationSummary, countsText, spokenRow, type Times } from './conversationTexts';

/** The pinned ones, a day, a conversation, or the way to more of them. */
type Row = PinnedRow | DayRow | ConversationRow | MoreRow;

class PinnedRow {
  readonly id = 'pinned';
}

class DayRow {
  readonly id: string;

  constructor(
    readonly day: Day,
    /** Open without being asked. */
    readonly isOpen: boolean,
  ) {
    this.id = `day:${day.start}`;
  }
}

/** What commands get as their argument when they are chosen on a row. */
export class ConversationRow {
  constructor(readonly conversation: RecordedConversation) {}
}

/** At the end of a list that goes on: of the days, or of the conversations in a group. */
export class MoreRow {
  constructor(readonly group?: PinnedRow | DayRow) {}
}

/** What of VS Code's view of the tree is needed. */
export type ConversationsList = Pick<
  vscode.TreeView<unknown>,
  'selection' | 'visible' | 'description' | 'onDidChangeSelection'
>;

const daysAtOnce = 60;
const rowsAtOnce = 100;

/** The record as VS Code's own tree: pinned ones, then the newest first, by day. */
export class ConversationsTree implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private filter: Chatbot | undefined;
  private daysShown = daysAtOnce;
  /** By the ID of their group. */
  private readonly rowsShown = new Map<string, number>();
  private readonly given = new Set<string>();

  constructor(
    private readonly store: Pick<ConversationStore, 'days' | 'rows' | 'pinned' | 'counts'>,
    private readonly times: Times,
    private readonly list: Pick<ConversationsList, 'description'>,
  ) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Whether VS Code has rows for all of these. */
  has(conversations: readonly ConversationRef[]): boolean {
    return conversations.every((ref) => this.given.has(keyOf(ref)));
  }

  get chatbot(): Chatbot | undefined {
    return this.filter;
  }

  /** Shows the conversations of one chatbot, or all. */
  show(chatbot: Chatbot | undefined): void {
    this.filter = chatbot;
    this.refresh();
  }

  showMore({ group }: MoreRow): void {
    if (group) this.rowsShown.set(group.id, this.shownIn(group) + rowsAtOnce);
    else this.daysShown += daysAtOnce;
    this.changed.fire(group);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.groups();
    return row instanceof PinnedRow || row instanceof DayRow ? this.rowsOf(row) : [];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if (row instanceof PinnedRow) return groupItem(row.id, 'Pinned', true);
    if (row instanceof DayRow) return this.dayItem(row);
    if (row instanceof MoreRow) return moreItem(row);
    return this.conversationItem(row);
  }

  private async groups(): Promise<Row[]> {
    const { filter: chatbot, daysShown: limit } = this;
    this.given.clear();
    const [pinned, days] = await Promise.all([
      this.store.pinned({ limit: 1, chatbot }),
      this.store.days({ limit, chatbot }),
      this.describe(),
    ]);
    if (chatbot && pinned.length + days.length === 0) {
      // Its last one is gone: nothing would look as if there were nothing at all.
      if (this.filter === chatbot) this.filter = undefined;
      return this.groups();
    }
    let open = 0;
    return [
      ...(pinned.length > 0 ? [new PinnedRow()] : []),
      ...days.map((day) => {
        const isOpen = open < rowsAtOnce;
        open += day.count;
        return new DayRow(day, isOpen);
      }),
      ...(days.length === limit ? [new MoreRow()] : []),
    ];
  }

  private async rowsOf(group: PinnedRow | DayRow): Promise<Row[]> {
    const shown = this.shownIn(group);
    // One more tells whether there are more.
    const query = { limit: shown + 1, chatbot: this.filter };
    const conversations = await (group instanceof DayRow
      ? this.store.rows(group.day, query)
      : this.store.pinned(query));
    for (const each of conversations) this.given.add(keyOf(refOf(each)));
    return [
      ...conversations.slice(0, shown).map((each) => new ConversationRow(each)),
      ...(conversations.length > shown ? [new MoreRow(group)] : []),
    ];
  }

  private shownIn({ id }: PinnedRow | DayRow): number {
    return this.rowsShown.get(id) ?? rowsAtOnce;
  }

  /** How much was created today: every conversation may be one in a support team's inbox. */
  async describe(): Promise<void> {
    const parts = [
      ...(this.filter ? [isolated(chatbotLabel(this.filter))] : []),
      countsText(await this.store.counts(dayOf(Date.now()))),
    ];
    this.list.description = parts.filter(Boolean).join(' · ');
  }

  private dayItem({ id, day, isOpen }: DayRow): vscode.TreeItem {
    const item = groupItem(id, this.times.dayOf(day.start, Date.now()), isOpen);
    item.description = isOpen ? '' : String(day.count);
    return item;
  }

  private conversationItem(row: ConversationRow): vscode.TreeItem {
    const { conversation } = row;
    const { chatbot, id, createdAt, isPinned } = conversation;
    const note = recordedNote(conversation);
    const title = recordedTitle(conversation);
    const dayAndTime = this.times.dayAndTime(createdAt, Date.now());
    const item = new vscode.TreeItem(isolated(title));
    item.id = `conversation:${chatbot.origin}:${id}`;
    // Pinned ones stand under no day.
    const time = isPinned ? dayAndTime : this.times.time(createdAt);
    item.description = conversationSummary(conversation, time);
    item.accessibilityInformation = { label: spokenRow(conversation, dayAndTime) };
    item.tooltip = [title, note, id, chatbot.id, this.times.absolute(createdAt)]
      .filter(Boolean)
      .join('\n');
    item.iconPath = new vscode.ThemeIcon(
      note !== undefined ? 'note' : isSandbox(chatbot) ? 'beaker' : 'comment-discussion',
    );
    item.contextValue = isPinned ? 'conversation.pinned' : 'conversation';
    item.command = { command: commands.openConversation, title: 'Open', arguments: [row] };
    return item;
  }
}

function groupItem(id: string, label: string, isOpen: boolean): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isOpen ? Expanded : Collapsed);
  item.id = id;
  return item;
}

function moreItem(row: MoreRow): vscode.TreeItem {
  const item = new vscode.TreeItem('Show More…');
  item.id = `more:${row.group?.id ?? ''}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: commands.showMoreConversations, title: 'Show', arguments: [row] };
  return item;
}
