// Package convergencetest has what tests of convergence, of comparing answers and of inquiry share: graphs drawn in a
// few lines ([Draw]), stores and readers of them ([Stored], [Reader]), and answers in a form that tests can compare.
package convergencetest
