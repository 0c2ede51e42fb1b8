import * as vscode from 'vscode';
import { ask, type Answer } from './quickInputs';

/** A row to choose, or, without a value, one that only says something. */
export interface FoundItem<T> extends vscode.QuickPickItem {
  value?: T;
}

interface FindOptions<T> {
  title: string;
  placeholder: string;
  /** What there is for a text, in the order in which it is shown. It does not fail. */
  find: (text: string) => Promise<FoundItem<T>[]>;
}

/** Asks for one of many, which are looked for as one types; only the last search counts. */
export function askFound<T>({ title, placeholder, find }: FindOptions<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<FoundItem<T>>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  keepOrder(pick);
  return ask(pick, { title, placeholder }, (finish) => {
    let latest = 0;
    let isAccepted = false;
    let searched: string | undefined;
    const accept = (item: FoundItem<T> | undefined) => {
      if (item?.value !== undefined) finish({ kind: 'answer', value: item.value });
    };
    const look = async () => {
      const number = ++latest;
      searched = pick.value;
      pick.busy = true;
      const items = await find(pick.value);
      if (number !== latest) return;
      pick.items = items.map((item) => ({ ...item, alwaysShow: true }));
      pick.busy = false;
      if (isAccepted) accept(first(items));
      isAccepted = false;
    };
    void look();
    return [
      pick.onDidChangeValue((text) => {
        // Told twice, it is the same search, and an Enter in between still holds.
        if (text === searched) return;
        isAccepted = false;
        void look();
      }),
      pick.onDidAccept(() => {
        // Enter right after the last letter means what that letter finds.
        if (pick.busy) isAccepted = true;
        // While rows are replaced none is selected.
        else accept(pick.selectedItems[0] ?? first(pick.items));
      }),
      new vscode.Disposable(() => latest++),
    ];
  });
}

/**
 * VS Code would move the rows up whose label begins with what is typed. It has long had this
 * switch, though its typings do not tell of it yet; a VS Code without it sorts the rows.
 */
function keepOrder(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  if ('sortByLabel' in pick) pick.sortByLabel = false;
}

function first<T>(items: readonly FoundItem<T>[]): FoundItem<T> | undefined {
  return items.find(({ value }) => value !== undefined);
}
