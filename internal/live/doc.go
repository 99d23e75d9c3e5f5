// Package live tells what changes in the graph while it changes, on a store that has no change feed.
//
// What is written through [Feed.Writer] is told at once, with the claims that it may concern. What others commit shows
// in the version of the graph only, and is told as such: any claim may have changed; so it is when
// another day begins, since an answer depends on the day on which it is asked for. A version that nobody has asked for
// in between is not missed, because every one has a number: a watcher learns that something happened, not how often.
package live
