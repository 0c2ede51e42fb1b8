import * as vscode from 'vscode';
import { askPick } from '../prompts/quickInputs';
import { errorsOf, faultKinds, type Fault, type FaultKind } from '../sandbox/faults';
import type { Sandbox } from '../sandbox/server';
import { showStatus, withoutIcons } from '../support/notifications';
import { fileName } from '../support/writeFile';
import { faultLabel, nextFault, requestLabel } from '../views/sandboxTexts';
import type { CommandParts } from './commandParts';
import { openSandboxScenario } from './openSandboxScenario';
import { startSandbox } from './startSandbox';
import { stopSandbox } from './stopSandbox';

const title = 'Sandbox';
const requestsShown = 20;

interface Choice extends vscode.QuickPickItem {
  run?: () => Promise<unknown>;
}

type Parts = Parameters<typeof startSandbox>[0] & Pick<CommandParts, 'scenarios'>;

/** What the sandbox was asked, and what it is to do next. */
export async function manageSandbox(parts: Parts): Promise<void> {
  const { running } = parts.sandbox;
  if (!running) return startSandbox(parts);
  const items = [...actions(parts, running), ...log(running)];
  const answer = await askPick<Choice>({ title, placeholder: running.baseUrl, items });
  if (answer?.kind === 'answer') await answer.value.run?.();
}

function actions(parts: Parts, running: Sandbox): Choice[] {
  const { control, baseUrl } = running;
  const waiting = nextFault(control.faults);
  const { inUse, file } = parts.scenarios;
  return [
    {
      label: '$(warning) Next request: fault…',
      ...(waiting !== undefined && { description: `waiting: ${waiting}` }),
      run: () => chooseFault(running),
    },
    ...(waiting === undefined
      ? []
      : [
          {
            label: '$(discard) Forget waiting faults',
            run: () => {
              control.forgetFaults();
              return Promise.resolve();
            },
          },
        ]),
    {
      label: '$(copy) Copy URL',
      description: baseUrl,
      run: () => copy(baseUrl, 'URL'),
    },
    {
      label: '$(go-to-file) Open Scenario…',
      ...(inUse && { description: fileName(inUse) }),
      run: () => openSandboxScenario(parts),
    },
    // Also of one that could not be used.
    ...(file
      ? [{ label: '$(clear-all) Use Its Own Chatbots', run: () => parts.scenarios.use(undefined) }]
      : []),
    { label: '$(debug-stop) Stop Sandbox', run: () => stopSandbox(parts) },
  ];
}

/** The newest first. */
function log({ control }: Sandbox): Choice[] {
  const last = control.requests.slice(-requestsShown).reverse().map(requestLabel);
  if (last.length === 0) return [];
  return [
    { label: 'Last requests', kind: vscode.QuickPickItemKind.Separator },
    ...last.map((label) => ({
      label: withoutIcons(label),
      run: () => copy(label, 'request'),
    })),
  ];
}

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showStatus(`Copied the ${what}.`);
}

/** Statuses that clients have to expect, and what else can go wrong. */
const faults: Fault[] = [
  ...[400, 401, 403, 404].map((status) => ({ kind: 'status' as const, status })),
  { kind: 'status', status: 429, retryAfter: 5 },
  ...[500, 503].map((status) => ({ kind: 'status' as const, status })),
  ...(Object.keys(faultKinds) as FaultKind[])
    .filter((kind) => kind !== 'status')
    .map((kind) => ({ kind })),
];

function describe({ kind, status, retryAfter }: Fault): string {
  if (status === undefined) return kind;
  const wait = retryAfter === undefined ? '' : `, Retry-After: ${retryAfter}`;
  return `${errorsOf[status] ?? kind}${wait}`;
}

async function chooseFault({ control }: Sandbox): Promise<void> {
  const items = faults.map((fault) => ({
    label: faultLabel(fault),
    description: describe(fault),
    fault,
  }));
  const answer = await askPick({
    title,
    placeholder: 'What goes wrong with the next request',
    items,
  });
  if (answer?.kind === 'answer') control.failNext(answer.value.fault);
}
