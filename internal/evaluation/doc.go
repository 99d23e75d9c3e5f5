// Package evaluation measures the methods on published data whose truth is known. The data are read where they lie, in
// the folder that the environment variable CREDENCE_DATA names, and are no part of Credence.
package evaluation
