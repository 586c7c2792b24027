import { describe, expect, test } from '@jest/globals';
import { asOwner, asSuperuser, db } from '../support/database.js';

describe('a test file', () => {
  test('has a database of its own, migrated', async () => {
    const [rows] = await db.query('SELECT name FROM migrations ORDER BY name');
    expect(rows.length).toBeGreaterThan(0);
  });

  test('sees it as the program does: rows, but not tables', async () => {
    await expect(db.query('CREATE TABLE sneaked (id int)')).rejects.toThrow('permission denied for schema public');
  });

  test('cannot change what is append-only', async () => {
    await expect(db.query('DELETE FROM command_log')).rejects.toThrow('permission denied for table command_log');
    await expect(asOwner('DELETE FROM command_log')).rejects.toThrow('command_log is append-only');
  });

  test('can look at it as its owner and as a superuser', async () => {
    await expect(asOwner('SELECT current_user AS name')).resolves.toEqual([{ name: 'owner' }]);
    await expect(asSuperuser('SELECT current_user AS name')).resolves.toEqual([{ name: 'postgres' }]);
  });
});
