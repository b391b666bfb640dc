/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('changes', table => {
    table.comment('Changes that were asked for, with their way to the cluster');
    table.string('id', 36).primary();
    table.string('intent', 64).notNullable().comment('Same for the same wish');
    table.boolean('is_open').notNullable().comment('Not at its end');
    table.boolean('is_active').notNullable().comment('Still looked at');
    table.string('environment', 63).notNullable();
    table.string('service', 400).comment('namespace/name');
    table.text('record').notNullable().comment('Everything else as JSON');
    table.integer('version').notNullable().comment('Raised by every write');
    table.bigInteger('next_at').notNullable().comment('When to look again');
    table.string('claimed_by', 36);
    table.bigInteger('claimed_until');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['is_active', 'next_at']);
    table.index(['environment', 'created_at']);
  });
  await knex.schema.raw(
    'CREATE UNIQUE INDEX changes_open_intent ON changes (intent) WHERE is_open',
  );
  await knex.schema.createTable('change_events', table => {
    table.comment('What happened to changes');
    table.increments('id');
    table
      .string('change', 36)
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable().comment('Milliseconds since 1970');
    table.string('kind', 40).notNullable();
    table.text('says').notNullable();
    table.string('by', 400);
    table.index(['change', 'at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_events');
  await knex.schema.dropTable('changes');
};
