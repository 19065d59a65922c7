// Package ingest brings files in and writes them out, as the guide on importing describes them.
//
// This half of it knows files only: their kinds and columns, rows, typed cells, rejected rows, progress.
package ingest
