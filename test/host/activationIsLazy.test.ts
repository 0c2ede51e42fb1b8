import { deepEqual, ok } from 'node:assert/strict';
import { basename, join, sep } from 'node:path';
import { extensionUnderTest } from './extensionUnderTest';

describe('Activation, before anything is done', () => {
  it('has loaded nothing but the doors, and the first conversation loads the rest', async () => {
    const extension = extensionUnderTest();
    const api = await extension.activate();
    deepEqual(loadedChunks(extension.extensionPath), []);

    await api.createConversation({ chatbotId: 'sandbox-support' });
    const loaded = loadedChunks(extension.extensionPath);
    for (const part of ['parts', 'nodeFetch', 'server']) {
      ok(loaded.includes(part), `${part} is not among ${loaded.join()}`);
    }
  });
});

/** The extension's chunks that Node has loaded, by the names of their modules. */
function loadedChunks(extensionPath: string): string[] {
  const chunks = join(extensionPath, 'dist', 'chunks') + sep;
  return Object.keys(require.cache)
    .filter((path) => path.startsWith(chunks))
    .map((path) => basename(path).replace(/-\w+\.js$/, ''))
    .filter((name) => name !== 'chunk');
}
