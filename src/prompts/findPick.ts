import * as vscode from 'vscode';
import { ask, type Answer } from './quickInputs';

interface FindOptions<T extends vscode.QuickPickItem> {
  title: string;
  placeholder: string;
  /** What there is for a text, in the order in which it is shown. */
  find: (text: string) => Promise<T[]>;
}

/** Asks for one of many, which are looked for as one types; only the last search counts. */
export function askFound<T extends vscode.QuickPickItem>({
  title,
  placeholder,
  find,
}: FindOptions<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return ask(pick, { title, placeholder }, (finish) => {
    let latest = 0;
    let isAccepted = false;
    let searched: string | undefined;
    const accept = (item: T | undefined) => {
      if (item) finish({ kind: 'answer', value: item });
    };
    const look = async () => {
      const number = ++latest;
      searched = pick.value;
      pick.busy = true;
      const items = await find(pick.value).catch(() => []);
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

function first<T extends vscode.QuickPickItem>(items: readonly T[]): T | undefined {
  return items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
}
