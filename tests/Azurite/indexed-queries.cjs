// Loaded before Azurite: lets it use the indexes that its tables have. It reads every row of a table for a query, and every row of a partition for one row, so that a run
// over thousands of mails takes hours. What a query finds does not change: Azurite's own filter still decides about each row that is left.
const { Collection } = require("./node_modules/lokijs");
const Store = require("./node_modules/azurite/dist/src/table/persistence/LokiTableMetadataStore.js").default;

const whole = /^PartitionKey eq '((?:[^']|'')*)'(?: and RowKey ge '((?:[^']|'')*)')?(?: and RowKey lt '((?:[^']|'')*)')?$/;
const plain = quoted => quoted.replaceAll("''", "'");
const findOne = Collection.prototype.findOne;
const query = Store.prototype.queryTableEntities;

// Names of rows differ more than those of partitions.
Collection.prototype.findOne = function (wanted) {
  const { RowKey, ...rest } = wanted;
  return findOne.call(this, RowKey === undefined ? wanted : { RowKey, ...rest });
};

Store.prototype.queryTableEntities = function (context, account, table, options, ...next) {
  const [, partition, from, before] = whole.exec(options.filter ?? "") ?? [];
  if (partition === undefined)
    return query.call(this, context, account, table, options, ...next);
  const collection = this.getEntityCollection(account, table, context);
  const narrow = () => {
    const rows = collection.chain();
    if (from !== undefined && before !== undefined)
      rows.find({ RowKey: { $between: [plain(from), plain(before)] } });
    return rows.find({ PartitionKey: plain(partition) });
  };
  return query.call(Object.create(this, { getEntityCollection: { value: () => ({ chain: narrow }) } }), context, account, table, options, ...next);
};
