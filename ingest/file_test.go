package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// all reads a file to its end.
func all(t *testing.T, f *File) (rows []Row, rejects []*Reject) {
	t.Helper()
	for {
		row, err := f.Next()
		var reject *Reject
		switch {
		case errors.Is(err, io.EOF):
			return rows, rejects
		case errors.As(err, &reject):
			rejects = append(rejects, reject)
		default:
			require.NoError(t, err)
			rows = append(rows, row)
		}
	}
}

func open(t *testing.T, text string) *File {
	t.Helper()
	f, err := Read("accounts.csv", strings.NewReader(text), DefaultLimits)
	require.NoError(t, err)
	return f
}

func cells(rows []Row) [][]string {
	var all [][]string
	for _, row := range rows {
		all = append(all, row.Cells)
	}
	return all
}

func packed(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func TestRowsAreReadAsTheyStand(t *testing.T) {
	want := [][]string{{"1", "Acme, \"the\" one; or two\r\nand a half"}, {"2", "=1+1"}, {"3", " 5\" pipe "}, {"4", ""}}
	for _, d := range []string{",", ";", "\t"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			text := strings.Join([]string{
				"id|name", "1|\"Acme, \"\"the\"\" one; or two\r\nand a half\"", "2|=1+1", "", "3| 5\" pipe ", "4|",
			}, end)
			text = strings.ReplaceAll(text, "|", d)
			for _, tail := range []string{"", end} {
				for _, bom := range []string{"", "\xef\xbb\xbf"} {
					rows, rejects := all(t, open(t, bom+text+tail))
					require.Empty(t, rejects, "%q", text)
					require.Equal(t, want, cells(rows), "%q", text)
				}
			}
		}
	}
}

func TestTheDelimiterIsFoundOutsideQuotes(t *testing.T) {
	rows, rejects := all(t, open(t, "\"id\";\"name\";\"custom.a,b,c,d\"\n1;Acme;x,y\n"))
	require.Empty(t, rejects)
	require.Equal(t, [][]string{{"1", "Acme", "x,y"}}, cells(rows))
}

func TestRowsKnowTheirPhysicalLine(t *testing.T) {
	f := open(t, "id,name\r\n1,\"a\nb\r\nc\"\r\n\r\n2,x\n3\n4,y")
	rows, rejects := all(t, f)
	require.Equal(t, []Row{{Line: 2, Cells: []string{"1", "a\nb\r\nc"}}, {Line: 6, Cells: []string{"2", "x"}}, {Line: 8, Cells: []string{"4", "y"}}}, rows)
	require.Len(t, rejects, 1)
	require.Equal(t, 7, rejects[0].Line)
}

func TestBadRowsStopNothing(t *testing.T) {
	for _, bad := range []struct {
		name, row, reason, column string
		cells                     []string
	}{
		{"too few cells", "2", "the row has 1 cells, the header 2", "", []string{"2"}},
		{"too many cells", "2,b,c", "the row has 3 cells, the header 2", "", []string{"2", "b", "c"}},
		{"Latin-1", "2,M\xfcller", "is not UTF-8", "name", []string{"2", "M\xfcller"}},
		{"NUL", "2\x00,b", "has a NUL character", "id", []string{"2\x00", "b"}},
		{"text after a quote", "2,\"b\"c", faultQuote, "", []string{"2,\"b\"c"}},
		{"long cell", "2," + strings.Repeat("x", DefaultLimits.Cell+1), "is longer than 131072 bytes", "name",
			[]string{"2", strings.Repeat("x", DefaultLimits.Cell+1)}},
		{"long row", "2," + strings.Repeat("x", DefaultLimits.Row), faultLong, "",
			[]string{"2," + strings.Repeat("x", DefaultLimits.Row-2)}},
		{"very long quoted row", "2,\"" + strings.Repeat("x,\n", DefaultLimits.Row) + "\"", faultLong, "",
			[]string{("2,\"" + strings.Repeat("x,\n", DefaultLimits.Row))[:DefaultLimits.Row]}},
	} {
		t.Run(bad.name, func(t *testing.T) {
			rows, rejects := all(t, open(t, "id,name\n1,a\n"+bad.row+"\n3,c\n"))
			require.Equal(t, [][]string{{"1", "a"}, {"3", "c"}}, cells(rows))
			require.Equal(t, 2+strings.Count(bad.row, "\n")+2, rows[1].Line)
			require.Equal(t, []*Reject{{"accounts.csv", 3, bad.column, bad.reason, bad.cells}}, rejects)
		})
	}
}

func TestAFileThatEndsInAQuotedCellLosesThatRowOnly(t *testing.T) {
	rows, rejects := all(t, open(t, "id,name\n1,a\n2,\"b\n3,c"))
	require.Equal(t, [][]string{{"1", "a"}}, cells(rows))
	require.Equal(t, []*Reject{{"accounts.csv", 3, "", faultEnding, []string{"2,\"b\n3,c"}}}, rejects)
}

func TestFilesAreRefusedInWords(t *testing.T) {
	big := append([]byte("id,name\n"), bytes.Repeat([]byte("1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"), 1<<20)...)
	whole := packed(t, []byte("id,name\n"+strings.Repeat("1,a\n", 1000)))
	for name, test := range map[string]struct {
		text   string
		limits Limits
		reason string
	}{
		"empty":                {"", DefaultLimits, "is empty"},
		"line ends only":       {"\r\n\r\n", DefaultLimits, "is empty"},
		"a BOM only":           {"\xef\xbb\xbf", DefaultLimits, "is empty"},
		"UTF-16":               {"\xff\xfei\x00d\x00", DefaultLimits, "is UTF-16: save it as UTF-8"},
		"UTF-16 without BOM":   {"i\x00d\x00,\x00", DefaultLimits, "UTF-16"},
		"Latin-1 header":       {"id,name,Gr\xf6\xdfe\n", DefaultLimits, "is not UTF-8"},
		"header in quotes":     {"id,\"name\n1,a\n", DefaultLimits, faultEnding},
		"endless header":       {strings.Repeat("x", 3<<20), DefaultLimits, faultLong},
		"twice a column":       {"id,name, NAME\n", DefaultLimits, "the column name stands twice"},
		"twice a custom field": {"id,name,custom.x,CUSTOM.x\n", DefaultLimits, "the column custom.x stands twice"},
		"gzip bomb by ratio":   {string(packed(t, big)), DefaultLimits, "over 200 times its size"},
		"gzip bomb by size":    {string(packed(t, big)), Limits{1 << 20, 1 << 20, 1 << 20, 1 << 30}, "over 1048576 bytes"},
		"gzip cut off":         {string(whole[:len(whole)-9]), DefaultLimits, "damaged or ends too early"},
		"gzip header cut off":  {string(whole[:5]), DefaultLimits, "damaged or ends too early"},
		"gzip damaged":         {string(whole[:len(whole)-8]) + "12345678", DefaultLimits, "damaged or ends too early"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Read("accounts.csv", strings.NewReader(test.text), test.limits)
			for err == nil {
				_, err = f.Next()
			}
			var refused *Refused
			require.ErrorAs(t, err, &refused)
			require.Contains(t, err.Error(), test.reason)
			require.Contains(t, err.Error(), "accounts.csv: ")
		})
	}
}

func TestHeaderOnlyIsNoRows(t *testing.T) {
	for _, text := range []string{"id,name", "id,name\n", "id,name\r\n\r\n"} {
		rows, rejects := all(t, open(t, text))
		require.Empty(t, rows)
		require.Empty(t, rejects)
	}
}

func TestGzipIsReadAsItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accounts.csv.gz")
	data := packed(t, []byte("id,name\n1,a\n"))
	require.NoError(t, os.WriteFile(path, data, 0o600))
	f, err := Open(path, DefaultLimits)
	require.NoError(t, err)
	rows, _ := all(t, f)
	require.Equal(t, [][]string{{"1", "a"}}, cells(rows))
	require.EqualValues(t, len(data), f.BytesRead())
	require.EqualValues(t, len(data), f.Size)
	require.NoError(t, f.Close())
}

func TestOpenOfNoFile(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "none.csv"), DefaultLimits)
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Open(t.TempDir(), DefaultLimits)
	require.ErrorContains(t, err, "is a folder")
}

// A reader that fails must not make half a row look whole.
func TestAFailingSourceEndsTheFile(t *testing.T) {
	failure := errors.New("the disk is gone")
	source := io.MultiReader(strings.NewReader("id,name\n1,a\n2,b"), &failing{failure})
	f, err := Read("accounts.csv", source, DefaultLimits)
	require.ErrorIs(t, err, failure)
	require.Nil(t, f)

	source = io.MultiReader(strings.NewReader("id,name\n"+strings.Repeat("1,a\n", 50000)+"2,b"), &failing{failure})
	f, err = Read("accounts.csv", source, DefaultLimits)
	require.NoError(t, err)
	n := 0
	for ; err == nil; n++ {
		_, err = f.Next()
	}
	require.ErrorIs(t, err, failure)
	require.Equal(t, 50001, n)
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// generated is a long accounts file that takes no memory.
type generated struct {
	rows, next int
	rest       []byte
}

func (g *generated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(g.rest) == 0 {
			if g.next > g.rows {
				return n, io.EOF
			}
			g.rest = g.rest[:0]
			if g.next == 0 {
				g.rest = append(g.rest, "id,name,domain,industry,employees,city,country,created_at\n"...)
			} else {
				g.rest = fmt.Appendf(g.rest, "a%d,Account %d,a%d.example,manufacturing,%d,Stuttgart,DE,2024-02-01T09:30:00Z\n",
					g.next, g.next, g.next, g.next%1000)
			}
			g.next++
		}
		m := copy(p[n:], g.rest)
		g.rest = g.rest[m:]
		n += m
	}
	return n, nil
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	f, err := Read("accounts.csv", &generated{rows: 300_000}, DefaultLimits)
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	for {
		_, err := f.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		n++
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	require.Equal(t, 300_000, n)
	require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(1<<20))
}

func BenchmarkRows(b *testing.B) {
	var text bytes.Buffer
	_, err := io.Copy(&text, &generated{rows: 100_000})
	require.NoError(b, err)
	quoted := bytes.ReplaceAll(bytes.ReplaceAll(text.Bytes(), []byte(",Account"), []byte(`,"Account`)), []byte(",a"), []byte(`",a`))
	quoted = append([]byte("id,name,domain,industry,employees,city,country,created_at"), quoted[bytes.IndexByte(quoted, '\n'):]...)
	for name, data := range map[string][]byte{"plain": text.Bytes(), "quoted": quoted} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				f, err := Read("accounts.csv", bytes.NewReader(data), DefaultLimits)
				require.NoError(b, err)
				for {
					if _, err = f.Next(); err != nil {
						break
					}
					n++
				}
				require.Equal(b, io.EOF, err)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
