// A process of its own that adds to a record: `writeRecord.ts <path> <name> <count>`.
import { ConversationFile } from '../../../src/conversations/conversationFile';
import { conversation } from './recordUnderTest';

void main(process.argv.slice(2));

async function main([path = '', name = '', count = '']: string[]): Promise<void> {
  const file = new ConversationFile(path, {
    recordFailed: (reason) => {
      throw reason;
    },
    changed: () => undefined,
  });
  // All writers begin when the last of them is ready.
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (let number = 0; number < Number(count); number++) {
    await file.add(conversation(`${name}-${number}`, { greeting: name.repeat(2000) }));
  }
  process.disconnect();
}
