// Package app is the command line: it chooses the command, explains commands and completes them. The commands stand in
// packages below it, one for each heading of "credence help"; what they share is in the package run. It is used by the
// program itself and, through [Main], by the end-to-end tests, which type what a user would type.
//
// Exit codes: 0 all went well; 1 something failed, or a receipt does not hold; 2 the input was wrong (arguments,
// configuration, lines of a file); 3 there are findings that the command was asked to fail on; 4 what was named is
// not in the graph; 5 the graph cannot be reached; 130 interrupted. "credence why" answers by its code: 0 dependent,
// 1 nothing shared, 2 nobody can know.
//
// Standard output carries answers only; progress, questions and complaints go to standard error.
package app
