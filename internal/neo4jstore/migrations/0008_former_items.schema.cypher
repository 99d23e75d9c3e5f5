// What a claim was the value of before it was recorded again: claims that exclude each other are looked for as of a moment.
CREATE INDEX revision_item IF NOT EXISTS FOR (n:Revision) ON (n.item);
