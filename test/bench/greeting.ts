import { commands } from '../../src/ids';
import type { BenchHost } from './benchHost';
import { benchCommands, minimalPrompt } from './benchIds';
import { ratioFigure } from './figures';
import type { Figure } from './figures';
import { interleave } from './interleave';
import type { PaintWatch } from './paintWatch';

const rounds = 15;

/** From the Enter in the last prompt to the greeting on the screen, against the least of panels. */
export async function measureGreeting(host: BenchHost, watch: PaintWatch): Promise<Figure> {
  const showGreeting = () =>
    show(host, watch, commands.createConversation, () => answerPrompts(host));
  const showConstant = () =>
    show(host, watch, benchCommands.showConstant, () =>
      host.quickInput.waitForPrompt({ placeholder: minimalPrompt }),
    );
  // The first time code is loaded on both sides.
  await showGreeting();
  await showConstant();
  const times = await interleave(rounds, { ours: showGreeting, baseline: showConstant });
  return ratioFigure('Last prompt → greeting painted, against a minimal panel', times, {
    sign: '≤',
    ratio: 1.3,
  });
}

/** Runs a command up to its last prompt, submits that and waits for the paint. */
async function show(
  host: BenchHost,
  watch: PaintWatch,
  command: string,
  reachLastPrompt: () => Promise<void>,
): Promise<number> {
  const done = host.command(command);
  await reachLastPrompt();
  const [ms] = await Promise.all([watch.nextPaint(), host.quickInput.accept()]);
  await done;
  await host.closeEditors();
  await host.page
    .locator('.notifications-toasts .notification-list-item')
    .waitFor({ state: 'detached' });
  return ms;
}

async function answerPrompts({ quickInput }: BenchHost): Promise<void> {
  await quickInput.waitForPrompt({ placeholder: 'Chatbot' });
  await quickInput.accept();
  await quickInput.waitForPrompt({ placeholder: /^User name/ });
  await quickInput.accept();
  await quickInput.waitForPrompt({ placeholder: /^User email/ });
}
