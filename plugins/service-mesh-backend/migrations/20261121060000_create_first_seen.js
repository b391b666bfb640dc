/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('first_seen', table => {
    table.comment(
      'Since when the portal knows something that tells no time of its own',
    );
    table.string('environment', 63).notNullable();
    table
      .string('subject', 400)
      .notNullable()
      .comment('Such as the id of a canary');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Digest of its form; a new form starts a new time');
    table
      .bigInteger('first_seen_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table.primary(['environment', 'subject']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('first_seen');
};
