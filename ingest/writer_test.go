package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var header = []string{"id", "name", "domain"}

func written(t require.TestingT, rows [][]string) []byte {
	var b bytes.Buffer
	w, err := NewWriter(&b, header)
	require.NoError(t, err)
	for _, row := range rows {
		require.NoError(t, w.Write(row...))
	}
	require.NoError(t, w.Flush())
	return b.Bytes()
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	cell := rapid.OneOf(rapid.String(), rapid.StringMatching("[a\",;\r\n\t =😀]{0,8}"))
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.SliceOfN(cell.Filter(func(s string) bool { return !strings.Contains(s, "\x00") }), 3, 3)).Draw(t, "rows")
		f, err := Read("accounts.csv", bytes.NewReader(written(t, rows)), DefaultLimits)
		require.NoError(t, err)
		for _, want := range rows {
			row, err := f.Next()
			require.NoError(t, err)
			require.Equal(t, want, row.Cells)
		}
		_, err = f.Next()
		require.Equal(t, io.EOF, err)
	})
}

// Whatever comes in: the reader ends, its rows are as wide as the header and good text, each starts below the one
// before, and what it took, the writer gives back.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"", "1,a,b\n", "1,\"a\n\",\"\"\"\"\r\n2,b,c", "1,\"a\"b,c\n2,b,c\n", "1,\"a", "\r\r\n\r", "\x00,\xff,é\n", "\",\"\",\"\n,,,\n",
		"=1+1,\t,@x\r1,2,3\r", "1,\"" + strings.Repeat("x", 300) + "\",2\n3,4,5\n",
	} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(7))
	}
	f.Fuzz(func(t *testing.T, data []byte, seed uint8) {
		limits := DefaultLimits
		limits.Row, limits.Cell = 200, 100
		// In pieces of odd sizes, so that every state is left and entered again.
		source := &pieces{append([]byte("id,name,domain\n"), data...), int(seed)%13 + 1}
		file, err := Read("accounts.csv", source, limits)
		require.NoError(t, err)
		var rows [][]string
		line := 1
		for {
			row, err := file.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			var reject *Reject
			if errors.As(err, &reject) {
				require.Greater(t, reject.Line, line)
				line = reject.Line
				continue
			}
			require.NoError(t, err)
			require.Greater(t, row.Line, line)
			line = row.Line
			require.Len(t, row.Cells, 3)
			for _, cell := range row.Cells {
				require.True(t, utf8.ValidString(cell))
				require.LessOrEqual(t, len(cell), 100)
			}
			rows = append(rows, row.Cells)
		}
		again, err := Read("accounts.csv", bytes.NewReader(written(t, rows)), DefaultLimits)
		require.NoError(t, err)
		for _, want := range rows {
			row, err := again.Next()
			require.NoError(t, err)
			require.Equal(t, want, row.Cells)
		}
	})
}

// pieces gives its data a few bytes at a time.
type pieces struct {
	data []byte
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.size)], p.data)
	p.data = p.data[n:]
	return n, nil
}

func TestTheWriterHoldsToItsHeader(t *testing.T) {
	w, err := NewWriter(io.Discard, header)
	require.NoError(t, err)
	require.ErrorContains(t, w.Write("1", "2"), "a row of 2 cells below a header of 3")
}

func TestNeutralise(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+49": "'+49", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "a=b": "a=b", "": "", "'x": "'x",
	} {
		require.Equal(t, want, Neutralise(cell))
	}
}

func TestRejectsFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rejects.csv")
	none := NewRejects(path)
	require.NoError(t, none.Close())
	require.NoFileExists(t, path)

	r := NewRejects(path)
	require.NoError(t, r.Write(&Reject{"a.csv", 3, "employees", "\"x\" is no number", []string{"1", "=1+1", "x"}}))
	require.NoError(t, r.Write(&Reject{"b.csv", 7, "", "ends", []string{"1,\"a\nb"}}))
	require.Equal(t, 2, r.Count())
	require.NoError(t, r.Close())
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "file,line,column,reason\na.csv,3,employees,\"\"\"x\"\" is no number\",1,=1+1,x\nb.csv,7,,ends,\"1,\"\"a\nb\"\n", string(text))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestPaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"users.csv", "accounts.CSV.gz", "contacts.tsv", "readme.md", "plain"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600))
	}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "deeper.csv"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "deeper.csv", "ties.csv"), nil, 0o600))
	r := NewRejects(filepath.Join(dir, "rejects.csv"))
	require.NoError(t, r.Write(&Reject{}))
	require.NoError(t, r.Close())

	in := func(name string) string { return filepath.Join(dir, name) }
	files, notes, err := Paths(in("plain"), dir)
	require.NoError(t, err)
	require.Equal(t, []string{in("plain"), in("accounts.CSV.gz"), in("contacts.tsv"), in("users.csv")}, files)
	require.Equal(t, []string{
		in("plain") + ": no file to import by its name: passed over", in("readme.md") + ": no file to import by its name: passed over",
		in("rejects.csv") + ": rejected rows of an earlier import: passed over",
	}, notes)
	_, _, err = Paths(in("none"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestProgressAsLines(t *testing.T) {
	var b bytes.Buffer
	p := NewProgress(&b, false, 1000)
	clock := p.began
	p.now = func() time.Time { return clock }
	for range 12 {
		clock = clock.Add(time.Second)
		require.NoError(t, p.At("accounts.csv", 250, 500))
	}
	require.NoError(t, p.Close())
	require.Equal(t, "accounts.csv: 25 %, 500 rows, 100 rows/s\naccounts.csv: 25 %, 500 rows, 50 rows/s\n", b.String())
}

func TestProgressAsABar(t *testing.T) {
	var b bytes.Buffer
	p := NewProgress(&b, true, 1000)
	require.NoError(t, p.At("accounts.csv", 250, 500))
	require.NoError(t, p.Close())
	require.Contains(t, b.String(), "\r")
}

func TestSummary(t *testing.T) {
	s := Summary{
		Kinds: []Counts{{Kind: "accounts", Unchanged: 805}, {Kind: "ties", Created: 2, Repeated: 1, Rejected: 3}},
		Notes: []string{"relation type \"alumnus of\" was created"},
	}
	var b bytes.Buffer
	require.NoError(t, s.Write(&b))
	require.Equal(t, "accounts  created 0, changed 0, unchanged 805\nties      created 2, changed 0, unchanged 0, repeated 1, rejected 3\n"+
		"relation type \"alumnus of\" was created\n", b.String())
}
