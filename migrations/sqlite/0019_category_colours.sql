-- JSON array of `{"category": "Writing", "colour": "blue"}`. Null is none.
alter table user_settings add column category_colours text check (length(category_colours) <= 30000);
