import * as vscode from 'vscode';
import { DisposableStore } from '../support/disposables';
import { withoutLinks } from '../support/notifications';
import type { StepPosition } from './steps';

/** Where VS Code's own quick inputs lead: on, back with what was typed, or away. */
export type Answer<T> = { kind: 'answer'; value: T } | { kind: 'back'; typed: string } | undefined;

/** A button in the title bar of a prompt, beside Back. */
export interface PromptButton {
  icon: string;
  tooltip: string;
  run: () => void;
}

interface PromptOptions {
  title: string;
  placeholder: string;
  position?: StepPosition;
  button?: PromptButton;
}

interface TextOptions extends PromptOptions {
  prompt: string;
  value?: string;
  password?: boolean;
  /** A sentence on what is wrong, or `undefined`. Said in place; the prompt stays open. */
  problem: (text: string) => string | undefined;
}

/** Asks for a line of text. It stays open when the focus leaves: people fetch IDs elsewhere. */
export function askText(options: TextOptions): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.placeholder = options.placeholder;
  input.prompt = withoutLinks(options.prompt);
  input.value = options.value ?? '';
  input.password = options.password ?? false;
  return ask(input, options, (finish) => {
    // Nothing is called wrong before it was submitted once; afterwards the message keeps up.
    let submitted = false;
    const validate = () => {
      const problem = submitted ? options.problem(input.value) : undefined;
      input.validationMessage = problem;
      return problem === undefined;
    };
    return [
      input.onDidChangeValue(validate),
      input.onDidAccept(() => {
        submitted = true;
        if (validate()) finish({ kind: 'answer', value: input.value });
      }),
    ];
  });
}

interface PickOptions<T extends vscode.QuickPickItem> extends PromptOptions {
  items: T[];
  /** The item to start from. */
  active?: T;
}

export function askPick<T extends vscode.QuickPickItem>(
  options: PickOptions<T>,
): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.placeholder = options.placeholder;
  pick.items = options.items;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (options.active) pick.activeItems = [options.active];
  return ask(pick, options, (finish) => [
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) finish({ kind: 'answer', value: item });
    }),
  ]);
}

/** What InputBox and QuickPick share beyond QuickInput. */
interface Prompt extends vscode.QuickInput {
  value: string;
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

/** What both kinds of prompt have in common, from showing to giving everything back. */
export async function ask<T>(
  prompt: Prompt,
  { title, position, button }: PromptOptions,
  listen: (finish: (answer: Answer<T>) => void) => vscode.Disposable[],
): Promise<Answer<T>> {
  prompt.title = title;
  prompt.ignoreFocusOut = true;
  prompt.step = position?.step;
  prompt.totalSteps = position?.totalSteps;
  const extra = button && { iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.tooltip };
  const back = (position?.step ?? 1) > 1 ? [vscode.QuickInputButtons.Back] : [];
  prompt.buttons = [...back, ...(extra ? [extra] : [])];
  const owned = new DisposableStore();
  owned.add(prompt);
  try {
    return await new Promise<Answer<T>>((resolve) => {
      owned.add(
        prompt.onDidHide(() => {
          resolve(undefined);
        }),
      );
      owned.add(
        prompt.onDidTriggerButton((pressed) => {
          if (pressed === vscode.QuickInputButtons.Back) {
            resolve({ kind: 'back', typed: prompt.value });
          } else button?.run();
        }),
      );
      for (const listener of listen(resolve)) owned.add(listener);
      prompt.show();
    });
  } finally {
    owned.dispose();
  }
}
