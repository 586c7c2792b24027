/** Keys, sessions and notifications name programs that exist; the programs' table came after them. */
export const up = `
ALTER TABLE api_keys ADD CONSTRAINT api_keys_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs;
ALTER TABLE refresh_tokens ADD CONSTRAINT refresh_tokens_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs;
ALTER TABLE notifications ADD CONSTRAINT notifications_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs;
`;

export const down = `
ALTER TABLE notifications DROP CONSTRAINT notifications_program_id_fkey;
ALTER TABLE refresh_tokens DROP CONSTRAINT refresh_tokens_program_id_fkey;
ALTER TABLE api_keys DROP CONSTRAINT api_keys_program_id_fkey;
`;
