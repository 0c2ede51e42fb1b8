import '../../support/hostModules';
import assert from 'node:assert/strict';
import type { refOf } from '../../../src/conversations/conversation';
import type { RecordedConversation } from '../../../src/record/protocol';
import { chosenRowIn } from '../../../src/views/chosenRow';
import { ConversationRow, MoreRow } from '../../../src/views/conversationsTree';
import { conversation } from '../conversations/recordUnderTest';

const rowOf = (id: string) => new ConversationRow({ ...conversation(id), row: 1, isPinned: false });

describe('The selected row of the tree', () => {
  let recorded: RecordedConversation[];
  let list: { visible: boolean; selection: unknown[] };
  let select: (...selection: unknown[]) => void;
  let chosen: () => Promise<RecordedConversation | undefined>;
  beforeEach(() => {
    recorded = ['1', '2'].map((id) => rowOf(id).conversation);
    list = { visible: true, selection: [] };
    const get = ({ id }: ReturnType<typeof refOf>) =>
      Promise.resolve(recorded.find((each) => each.id === id));
    const onDidChangeSelection = (listener: (event: { selection: unknown[] }) => void) => {
      select = (...selection) => {
        list.selection = selection;
        listener({ selection });
      };
      return { dispose: () => undefined };
    };
    chosen = chosenRowIn(Object.assign(list, { onDidChangeSelection }), { get });
  });

  it('is its conversation as it stands in the record', async () => {
    assert.equal(await chosen(), undefined);
    select(rowOf('1'));
    assert.equal(await chosen(), recorded[0]);
    select(new MoreRow());
    assert.equal(await chosen(), undefined);
  });

  it('is the same while VS Code asks for the rows anew and names none', async () => {
    select(rowOf('2'));
    list.selection = [];
    assert.equal(await chosen(), recorded[1]);
    select();
    assert.equal(await chosen(), undefined);
  });

  it('is none where its conversation is gone, or the tree does not show', async () => {
    select(rowOf('1'));
    list.visible = false;
    assert.equal(await chosen(), undefined);
    list.visible = true;
    recorded = [];
    assert.equal(await chosen(), undefined);
  });
});
