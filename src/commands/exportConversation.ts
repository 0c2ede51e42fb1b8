import * as vscode from 'vscode';
import type { Conversation } from '../conversations/conversation';
import { hasUserDetails } from '../conversations/maskUserDetails';
import {
  shareAsJson,
  shareAsMarkdown,
  shareFileName,
  type ShareOptions,
} from '../conversations/share';
import { askPick } from '../prompts/quickInputs';
import { askWhereToSave } from '../prompts/saveDialog';
import { runSteps, type Step } from '../prompts/steps';
import { showInformation } from '../support/notifications';
import { fileName, writeFile } from '../support/writeFile';
import { chosenConversation, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

const title = 'Export Conversation';

const formats = {
  Markdown: { extension: 'md', share: shareAsMarkdown, detail: 'For people' },
  JSON: { extension: 'json', share: shareAsJson, detail: 'For programs' },
};
type FormatName = keyof typeof formats;

type UserDetailsOption = Pick<ShareOptions, 'userDetails'>;

interface ExportState extends UserDetailsOption {
  format: FormatName;
}

type Parts = ChoiceParts & Pick<CommandParts, 'sessions' | 'failures' | 'knownKeys'>;

export async function exportConversation(parts: Parts, argument: unknown): Promise<void> {
  const conversation = await chosenConversation(title, parts, argument);
  if (!conversation) return;
  const state: ExportState = { format: 'Markdown', userDetails: 'masked' };
  const steps: Step<ExportState>[] = [
    { run: pickFormat },
    { appliesTo: () => hasUserDetails(conversation), run: pickUserDetails },
  ];
  if (!(await runSteps(steps, state))) return;
  const { failures } = parts;
  // All of it is what is tried again: another place may do, and that is told, too.
  await failures.attempt(async () => {
    const file = await save(conversation, state, parts);
    // Not waited for: the file is there, whether it is opened or not.
    if (file) void failures.attempt(() => offerToOpen(file));
  });
}

const pickFormat: Step<ExportState>['run'] = async (state, position) => {
  const names = Object.keys(formats) as FormatName[];
  const items = names.map((label) => ({ label, detail: formats[label].detail }));
  const active = items.find(({ label }) => label === state.format);
  const answer = await askPick({
    title,
    placeholder: 'Format',
    position,
    items,
    ...(active && { active }),
  });
  if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
  state.format = answer.value.label;
  return 'next';
};

const pickUserDetails: Step<ExportState>['run'] = async (state, position) => {
  const items: (vscode.QuickPickItem & UserDetailsOption)[] = [
    { userDetails: 'masked', label: "Mask the user's name and e-mail" },
    { userDetails: 'kept', label: "Keep the user's name and e-mail" },
  ];
  const answer = await askPick({ title, placeholder: 'User details', position, items });
  if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
  state.userDetails = answer.value.userDetails;
  return 'next';
};

/** Asks where to. @returns `undefined` when cancelled. */
async function save(
  conversation: Conversation,
  { format, userDetails }: ExportState,
  { sessions, knownKeys }: Parts,
): Promise<vscode.Uri | undefined> {
  const { extension, share } = formats[format];
  const name = shareFileName(conversation, extension, await knownKeys());
  const file = await askWhereToSave(title, name, { [format]: [extension] });
  if (!file) return undefined;
  // Again: another may have been typed meanwhile.
  const keys = await knownKeys();
  const text = await sessions.use(conversation, ({ turns }) =>
    share(conversation, turns, { userDetails, keys }),
  );
  await writeFile(file, [text]);
  return file;
}

async function offerToOpen(file: vscode.Uri): Promise<void> {
  const open = 'Open';
  const answer = await showInformation(`Conversation exported to ${fileName(file)}.`, open);
  if (answer === open) await vscode.window.showTextDocument(file);
}
