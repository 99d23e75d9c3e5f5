package ingest

// LinesGuide says to people how lines are written; the help prints it before the fields of [LineTypes].
const LinesGuide = `Credence's own format is JSON Lines: one JSON object per line, in any order.

  {"type":"claim","id":"c1","text":"The bridge is closed.","tags":["bridge"]}
  {"type":"source","id":"wire","kind":"WIRE_REPORT","title":"Bridge closed","firsthand":true}
  {"type":"source","id":"paper","url":"https://example.org/bridge","publishedAt":"2024-10-05"}
  {"type":"derivation","from":"paper","to":"wire","kind":"SYNDICATES","quote":"(AP)","locator":"line 1"}
  {"type":"statement","source":"paper","claim":"c1","stance":"SUPPORTS","quote":"the bridge is closed"}

Ids are your own keys, unique for each type: claim:c1 is the same claim everywhere, and the bare key c1 is enough
where the type is clear. A field that is left out changes nothing, and null clears it. Importing a file twice
changes nothing.

Dates are 2024-10-05, 2024-10 or 2024. publishedTime and withdrawnTime are times of day, with a zone or without:
08:10, 08:10Z, 08:10+02:00. The date and the time may also be given together, as 2024-10-05T08:10Z.

A bad line is reported with its file, line and field, what was expected and what was found. The other lines are
recorded, and the exit code is 2.

Files may hold several versions of a record, in any order. "edition" says when a version was made, and on an
assertion "record" names what states it. The latest version is in force, within a file, between files and between
imports; an older one that arrives later changes nothing, and a note says so. What the latest version no longer
states is retracted, or ends on the day that a line of type "edition" gives as "until". What somebody changes by
hand stays until a version arrives that is not older than the one in the graph.
`
