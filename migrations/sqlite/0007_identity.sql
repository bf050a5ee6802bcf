-- By which a write-ahead log is known to be of this file: transactions of the service count themselves here, so that their
-- log holds this page, and the count says which state of the file it goes on from. See src/db/sqlite-file/damage.ts.
create table database_identity (
  identity text not null,
  writes integer not null
);
insert into database_identity values (lower(hex(randomblob(16))), 0);
