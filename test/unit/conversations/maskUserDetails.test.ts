import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasUserDetails, userDetailsMask } from '../../../src/conversations/maskUserDetails';
import { anyText } from './shareUnderTest';

const name = '[user name]';
const email = '[user email]';

type Case = [text: string, masked: string];

function describeMask(userName: string | undefined, userEmail: string | undefined, cases: Case[]) {
  const who = [userName, userEmail].filter((detail) => detail !== undefined).join(', ');
  const mask = userDetailsMask({
    ...(userName !== undefined && { userName }),
    ...(userEmail !== undefined && { userEmail }),
  });
  describe(`What is masked of ${who}`, () => {
    for (const [text, masked] of cases) {
      const isKept = text === masked;
      it(`${isKept ? 'is nothing in' : 'is found in'} ${JSON.stringify(text)}`, () => {
        assert.equal(mask(text), masked);
      });
    }
  });
}

describeMask('Ada Lovelace', 'ada@example.com', [
  ['Hello Ada Lovelace, you are ada@example.com.', `Hello ${name}, you are ${email}.`],
  ['ADA LOVELACE <Ada@Example.COM>', `${name} <${email}>`],
  ['Hello Ada', `Hello ${name}`],
  ['**Ada**, _Lovelace_', `**${name}**, _${name}_`],
  ["Ada's order", `${name}'s order`],
  ['Ada\nLovelace and Ada\u00a0Lovelace', `${name} and ${name}`],
  ['Ada Lovelaces Konto', `${name}s Konto`],
  ['Adaさん', `${name}さん`],
  ['mailto:ada%40example.com?x=Ada%20Lovelace', `mailto:${email}?x=${name}`],
  [String.raw`ada\@example\.com`, email],
  ['ada, lovelace', 'ada, lovelace'],
  ['Adamant in Canada, Adaé, Ada1', 'Adamant in Canada, Adaé, Ada1'],
  ['adaXexample.com', 'adaXexample.com'],
  ['', ''],
]);
describeMask('Ada', 'ada@ada.example', [
  ['ADA of ada@ada.example', `${name} of ${email}`],
  ['ada@ada.example.ada@ada.example', `${email}.${email}`],
]);
describeMask('Łukasz Żółw', undefined, [
  ['Cześć Łukasz!', `Cześć ${name}!`],
  ['łukasz żółw', name],
  ['Łukaszowi, Źółw', 'Łukaszowi, Źółw'],
  ['Łukasz Żółw'.normalize('NFD'), name],
]);
describeMask("Anne-Marie O'Brien", undefined, [
  ["Dear Anne-Marie, Mrs O'Brien", `Dear ${name}, Mrs ${name}`],
  ['Dear Anne, Mrs O’Brien', `Dear ${name}, Mrs ${name}`],
  ['Annemarie', 'Annemarie'],
]);
describeMask('A.*+ (B) [c] $& \\d{9} ^|x?', undefined, [
  ['a.*+ (b) [c] $& \\D{9} ^|X?', name],
  ['AAAA B c 123456789', 'AAAA B c 123456789'],
]);
describeMask('Dr. Al Wu', undefined, [
  ['DR. AL WU', name],
  ['Dr. Al, Wu', 'Dr. Al, Wu'],
]);
describeMask('Al', undefined, [
  ['Al, AL and al', `${name}, ${name} and ${name}`],
  ['also Algebra', 'also Algebra'],
]);
describeMask('山田 太郎', undefined, [['山田さん、太郎くん', `${name}さん、${name}くん`]]);
describeMask('user name', 'user@example.com', [
  ['user name, user@example.com, user, name', `${name}, ${email}, ${name}, ${name}`],
]);
describeMask(' ', '', [['nothing to mask', 'nothing to mask']]);

describe('User details that are not there', () => {
  it('leave every text as it is', () => {
    const mask = userDetailsMask({});
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(mask(text), text);
      }),
    );
  });

  it('are told from those that are', () => {
    assert.ok(!hasUserDetails({}));
    assert.ok(hasUserDetails({ userName: 'Ada' }));
    assert.ok(hasUserDetails({ userEmail: 'ada@example.com' }));
  });
});

describe('A masked text', () => {
  const letters = (minLength: number) =>
    fc.string({
      unit: fc.constantFrom(...Array.from('aAbBłŁéÉя.*+?$^|()-')),
      minLength,
      maxLength: 6,
    });
  const anyName = fc
    .tuple(fc.constantFrom('Ada', 'Łuk', 'bbb', 'aba'), letters(0), letters(0))
    .map(([first, middle, last]) => `${first}${middle} ${last}`.trim());
  const anyEmail = fc.tuple(letters(1), letters(1)).map(([user, host]) => `${user}@${host}`);
  const upperOrLower = (text: string) => fc.constantFrom(text, text.toUpperCase());

  it('has neither the e-mail nor the whole name in it, in whatever case', () => {
    const details = fc.tuple(anyName, anyEmail);
    const cases = details.chain(([userName, userEmail]) => {
      const piece = fc.oneof(upperOrLower(userName), upperOrLower(userEmail), anyText, letters(0));
      return fc.record({
        userName: fc.constant(userName),
        userEmail: fc.constant(userEmail),
        text: fc.array(piece).map((pieces) => pieces.join('')),
      });
    });
    fc.assert(
      fc.property(cases, ({ userName, userEmail, text }) => {
        const masked = userDetailsMask({ userName, userEmail })(text).toLowerCase();
        assert.ok(!masked.includes(userEmail.toLowerCase()), masked);
        assert.ok(!masked.includes(userName.toLowerCase()), masked);
      }),
      { numRuns: 300 },
    );
  });

  it('takes any details for what they are, not for a pattern', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (userName, userEmail, text) => {
        assert.equal(typeof userDetailsMask({ userName, userEmail })(text), 'string');
      }),
    );
  });

  it('is there at once, however long', () => {
    const mask = userDetailsMask({ userName: 'aaa aaa aab', userEmail: 'aaa@aaa.aa' });
    for (const piece of ['a', 'aaa ', 'aaa@', 'aaa        ', '\\', ' ', '[user name]']) {
      const text = piece.repeat(2_000_000 / piece.length);
      const start = performance.now();
      mask(text);
      assert.ok(performance.now() - start < 2_000, piece);
    }
  });
});
