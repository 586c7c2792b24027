import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { importLeads } from '../../src/leads/import-leads.js';
import { Lead } from '../../src/leads/lead.js';
import { listNumber } from '../../src/leads/list-number.js';
import { refusedRows } from '../../src/leads/refused-rows.js';
import type { Program } from '../../src/programs/program.js';
import { asOwner } from '../support/database.js';
import { freshPhone, newLead, person, programWith, team } from './office.js';

let program: Program;
let owner: Actor;
let ours: Awaited<ReturnType<typeof team>>;

beforeAll(async () => {
  program = await programWith();
  owner = await person('owner', program);
  ours = await team(program);
});

const bringIn = (lines: string[], by = owner) => importLeads(by, { fileName: 'leads.csv', csv: lines.join('\n') });
const reasons = ({ refused }: { refused: { line: number; reason: string }[] }) =>
  refused.map(({ line, reason }) => `${String(line)}: ${reason}`);

describe('importing leads', () => {
  test('of the golden file takes one and refuses one for its missing name', async () => {
    const made = await bringIn(['name,email', ',a@x', 'Bob,b@x']);
    expect(made.get()).toMatchObject({ rows: 2, imported: 1 });
    expect(reasons(made)).toEqual(['2: missing name']);
    expect(await Lead.findOne({ where: { email: 'b@x' } })).toMatchObject({
      name: 'Bob',
      source: 'import',
      stage: 'new_account',
    });
  });

  test('makes numbers international, maps the old statuses, keeps other columns beside', async () => {
    await bringIn(
      [
        '\uFEFFFull Name,Phone Number,Status,City',
        '"Cara, of Example",01711-999001,Follow up,Sylhet',
        'Dan,01711999002,converted,',
      ],
      ours.lead,
    );
    const [cara, dan] = await Promise.all(
      ['+8801711999001', '+8801711999002'].map((phone) => Lead.findOne({ where: { phone }, rejectOnEmpty: true })),
    );
    expect(cara?.get()).toMatchObject({
      name: 'Cara, of Example',
      stage: 'lead',
      substage: 'follow_up',
      score: 20,
      metadata: { city: 'Sylhet' },
      teamId: ours.teamId,
      ownerId: ours.lead.userId,
    });
    expect(dan?.get()).toMatchObject({ status: 'converted', stage: 'customer', metadata: {} });
    expect(await asOwner('SELECT kind, user_id FROM lead_events WHERE lead_id = $1', [cara?.id])).toEqual([
      { kind: 'imported', user_id: String(ours.lead.userId) },
    ]);
  });

  test('refuses each bad row with its reason and takes the rest', async () => {
    const known = await newLead(ours.first, { email: 'known@example.com' });
    const made = await bringIn([
      'name,email,phone,status,time_zone',
      'Good,good@example.com,,,',
      'Bad mail,nobody,,,',
      'Bad phone,,12,,',
      'Bad status,,,dreaming,',
      'Bad zone,,,,Mars/Olympus',
      'Twin of good,GOOD@example.com,,,',
      `Twin of ours,,${known.phone ?? ''},,`,
      'Known mail,known@example.com,,,',
      `${'x'.repeat(201)},,,,`,
      'NUL\0,nul@example.com,,,',
      'Nothing but a name,,,,',
    ]);
    expect(reasons(made)).toEqual([
      '3: not an e-mail address',
      '4: not a phone number',
      '5: not a known status',
      '6: not a known time zone',
      '7: same phone or e-mail as line 2',
      '8: a lead with this phone or e-mail exists',
      '9: a lead with this phone or e-mail exists',
      '10: too long',
      '11: characters that cannot be stored',
    ]);
    expect(made.imported).toBe(2);
  });

  test('again takes nothing twice', async () => {
    const rows = ['name,email', 'Once,once@example.com', 'Twice,twice@example.com'];
    expect((await bringIn(rows)).imported).toBe(2);
    expect((await bringIn(rows)).imported).toBe(0);
    const both = await Promise.all([1, 2].map(() => bringIn(['name,email', 'Racer,racer@example.com'])));
    expect(both.reduce((sum, { imported }) => sum + imported, 0)).toBe(1);
  });

  test('marks numbers on the do-not-call list', async () => {
    const phone = freshPhone();
    await listNumber(owner, { phone, reason: 'asked' });
    await bringIn(['name,phone', `Quiet,${phone}`]);
    expect((await Lead.findOne({ where: { phone } }))?.doNotCall).toBe(true);
  });

  test.each([
    [['email', 'a@example.com'], 'a file without names'],
    [['name,email', '"open quote,a@example.com'], 'a file that is no CSV'],
    [[''], 'an empty file'],
    [['name', ...Array.from({ length: 50_001 }, (_, index) => `N${String(index)}`)], 'a file of more than 50,000 rows'],
  ])('refuses as a whole %#', async (lines) => {
    const before = await Lead.count();
    await expect(bringIn(lines)).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['csv'] }] } });
    expect(await Lead.count()).toBe(before);
  });

  test('is for team leads and the office', async () => {
    await expect(bringIn(['name', 'A'], ours.first)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('takes 50,000 rows, and keeps the file out of the log', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => {
      const number = String(10_000_000 + index);
      return `Lead ${number},lead${number}@example.com,019${number}`;
    });
    expect((await bringIn(['name,email,phone', ...rows])).imported).toBe(50_000);
    const [log] = await asOwner<{ size: number }>(
      `SELECT length(input::text) AS size FROM command_log WHERE command = 'lead.import' ORDER BY id DESC LIMIT 1`,
    );
    expect(log?.size).toBeLessThan(1000);
  }, 120_000);
});

describe('the file of refused rows', () => {
  test('has every row with its line and reason, safe to open in a spreadsheet', async () => {
    const made = await bringIn(['name,email,phone', '=cmd,not mail,', '+Plus,,12']);
    const csv = await refusedRows(owner, { importId: made.id });
    expect(csv).toBe(
      "line,reason,name,email,phone\n2,not an e-mail address,'=cmd,not mail,\n3,not a phone number,'+Plus,,12\n",
    );
  });

  test('is its importer’s, his team lead’s and the office’s', async () => {
    const made = await bringIn(['name', ''], owner);
    await expect(refusedRows(ours.lead, { importId: made.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(refusedRows(ours.first, { importId: made.id })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
