package ingest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func TestCells(t *testing.T) {
	roles := Column{Type: Choices, Allowed: []string{"user", "coach"}}
	line := Column{Type: Choice, Allowed: []string{"solid", "dotted"}}
	weight := Column{Type: Integer, Min: 1, Max: 5}
	share := Column{Type: Number, Min: 0, Max: 1}
	for _, test := range []struct {
		column Column
		cell   string
		want   any
	}{
		{Column{Type: Text}, " =1+1 ", " =1+1 "},
		{Column{Type: List}, " a@x.example ; b@x.example;;a@x.example;", []string{"a@x.example", "b@x.example"}},
		{Column{Type: List}, `"a;b" ; c`, []string{"a;b", "c"}},
		{Column{Type: List}, ";;", nil},
		{roles, "coach; user", []string{"coach", "user"}},
		{line, " dotted", "dotted"},
		{Column{Type: Date}, "2024-02-29 ", day(2024, 2, 29)},
		{Column{Type: Instant}, "2024-02-29", day(2024, 2, 29)},
		{Column{Type: Instant}, "2024-02-29 10:11:12", day(2024, 2, 29).Add(10*time.Hour + 11*time.Minute + 12*time.Second)},
		{Column{Type: Instant}, "2024-02-29T02:00:00.5+02:00", day(2024, 2, 29).Add(500 * time.Millisecond)},
		{Column{Type: Number}, "-12.50", -12.5},
		{Column{Type: Number}, "1.2e3", 1200.},
		{share, "0.25", 0.25},
		{weight, "5.0", int64(5)},
		{Column{Type: Percent}, "51.5 %", 51.5},
		{Column{Type: Percent}, "51", 51.},
		{Column{Type: Bool}, "YES", true},
		{Column{Type: Bool}, "0", false},
		{Column{Type: ExternalIDs}, `crm:a:1; "erp:x;y"`, []ExternalID{{"crm", "a:1"}, {"erp", "x;y"}}},
		{Column{Type: Custom}, "5", 5.},
	} {
		got, err := test.column.Parse(test.cell)
		require.NoError(t, err, test.cell)
		require.Equal(t, test.want, got, test.cell)
	}
	for typ := Text; typ <= Unknown; typ++ {
		got, err := Column{Type: typ}.Parse("")
		require.NoError(t, err)
		require.Nil(t, got)
	}
}

func TestBadCells(t *testing.T) {
	line := Column{Type: Choice, Allowed: []string{"solid", "dotted"}}
	weight := Column{Type: Integer, Min: 1, Max: 5}
	for _, test := range []struct {
		column     Column
		cell, want string
	}{
		{line, "Solid", `"Solid" is not one of solid, dotted`},
		{Column{Type: Choices, Allowed: []string{"user"}}, "user;boss", `"boss" is not one of user`},
		{Column{Type: Date}, "2023-02-29", `"2023-02-29" is not a date such as 2026-11-21`},
		{Column{Type: Date}, "21.11.2026", "is not a date"},
		{Column{Type: Instant}, "yesterday", "is not an instant"},
		{Column{Type: Number}, "1,200", "is not a number"},
		{Column{Type: Number}, "NaN", "is not a number"},
		{Column{Type: Number}, "0x1p4", "is not a number"},
		{Column{Type: Number}, "1e999", "is too large a number"},
		{weight, "6", "6 is not from 1 to 5"},
		{weight, "2.5", "is not a whole number"},
		{Column{Type: Integer}, "1e300", "is not a whole number"},
		{Column{Type: Percent, Max: 100}, "101 %", "101 is not from 0 to 100"},
		{Column{Type: Bool}, "maybe", `"maybe" is not true or false`},
		{Column{Type: List}, `"a`, "quote that is not closed"},
		{Column{Type: List}, `"a"b`, "text after a closing quote"},
		{Column{Type: ExternalIDs}, "crm", `"crm" is not source:id`},
	} {
		_, err := test.column.Parse(test.cell)
		require.ErrorContains(t, err, test.want)
	}
}

func TestCustomValues(t *testing.T) {
	for cell, want := range map[string]any{
		"true": true, "false": false, "True": "True", "5": 5., "-0.5": -0.5, "1e+21": 1e21, "2024-02-29": day(2024, 2, 29),
		"007": "007", "1.50": "1.50", "12345678901234567890": "12345678901234567890", "+49 711": "+49 711", "2023-02-29": "2023-02-29",
		`"5"`: "5", `""`: "", `"Acme" Ltd`: `"Acme" Ltd`, " 5": " 5", "=1+1": "=1+1", "-": "-", "Infinity": "Infinity", "1e999": "1e999",
	} {
		require.Equal(t, want, ParseCustom(cell), cell)
	}
	require.Equal(t, `"5"`, FormatCustom("5"))
	require.Equal(t, `""`, FormatCustom(""))
	require.Equal(t, `"<b>" & co`, FormatCustom(`"<b>" & co`))
	require.Equal(t, "7", FormatCustom(int64(7)))
}

func TestCustomValuesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`"?-?[0-9]{1,4}[.e-]?[0-9]{0,2}(-[0-9]{2})?"?`),
			rapid.SampledFrom([]string{"true", "false", "2024-02-29", `"x"`, "1e+21"})).Draw(t, "text")
		require.Equal(t, text, ParseCustom(FormatCustom(text)))
		number := rapid.Float64().Draw(t, "number")
		require.Equal(t, number, ParseCustom(FormatCustom(number)))
		date := day(rapid.IntRange(1, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
		require.Equal(t, date, ParseCustom(FormatCustom(date)))
	})
}

func TestListsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		item := rapid.OneOf(rapid.StringN(1, -1, -1), rapid.StringMatching(`[ab;" \\]{1,5}`))
		list := rapid.SliceOfDistinct(item, func(s string) string { return s }).Draw(t, "list")
		got, err := ParseList(FormatList(list))
		require.NoError(t, err)
		require.ElementsMatch(t, list, got)
	})
	ids := []ExternalID{{"crm", "1;2"}, {"erp", ` "x":y `}}
	got, err := ParseExternalIDs(FormatExternalIDs(ids))
	require.NoError(t, err)
	require.Equal(t, ids, got)
}

func TestInstantsComeBack(t *testing.T) {
	at := time.Date(2024, 2, 29, 23, 59, 59, 123456789, time.FixedZone("", 3600))
	got, err := parseInstant(FormatInstant(at))
	require.NoError(t, err)
	require.Equal(t, at.UTC(), got)
}
