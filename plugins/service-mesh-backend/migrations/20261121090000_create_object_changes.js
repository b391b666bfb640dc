/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('object_changes', table => {
    table.comment('What the portal saw change in clusters');
    table.string('cluster', 253).notNullable();
    table.string('object', 400).notNullable().comment('Key of the object');
    table.string('action', 16).notNullable().comment('changed or removed');
    table
      .bigInteger('generation')
      .notNullable()
      .comment('Of the object after the change; of its last form when removed');
    table.text('ref').notNullable().comment('Reference as JSON');
    table.text('says').notNullable();
    table.bigInteger('at').notNullable().comment('Milliseconds since 1970');
    table.primary(['cluster', 'object', 'action', 'generation']);
    table.index(['cluster', 'at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('object_changes');
};
