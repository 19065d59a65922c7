package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Parse reads a cell of the column. An empty cell is nil; else Text and Choice give a string, List and Choices a
// []string, Date and Instant a time.Time (a date is its midnight in UTC), Number and Percent a float64, Integer an int64, Bool
// a bool, ExternalIDs a []ExternalID and Custom a string, float64, bool or time.Time (a date). Text keeps the spaces around it, as RFC 4180
// has it. The error says in words, without the column's name, what the cell should be.
func (c Column) Parse(cell string) (any, error) {
	if cell == "" {
		return nil, nil
	}
	switch c.Type {
	case Text, Unknown:
		return cell, nil
	case Custom:
		return ParseCustom(cell), nil
	}
	trimmed := strings.TrimSpace(cell)
	if trimmed == "" {
		return nil, nil
	}
	switch c.Type {
	case List:
		return some(ParseList(trimmed))
	case Choice:
		return trimmed, c.allow(trimmed)
	case Choices:
		chosen, err := ParseList(trimmed)
		for _, one := range chosen {
			err = errors.Join(err, c.allow(one))
		}
		return some(chosen, err)
	case ExternalIDs:
		return some(ParseExternalIDs(trimmed))
	case Date:
		return parseDate(trimmed)
	case Instant:
		return parseInstant(trimmed)
	case Number:
		return c.number(trimmed)
	case Percent:
		return c.number(strings.TrimSpace(strings.TrimSuffix(trimmed, "%")))
	case Integer:
		return c.integer(trimmed)
	case Bool:
		return parseBool(trimmed)
	}
	panic(fmt.Sprintf("column %s has the unknown type %d", c.Name, c.Type))
}

// some makes an empty list nil, as an empty cell is.
func some[T any](list []T, err error) (any, error) {
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list, nil
}

func (c Column) allow(value string) error {
	for _, a := range c.Allowed {
		if value == a {
			return nil
		}
	}
	return fmt.Errorf("%q is not one of %s", clip(value), strings.Join(c.Allowed, ", "))
}

func (c Column) number(text string) (any, error) {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return nil, fmt.Errorf("%q is not a number such as 1234.5", clip(text))
	}
	v, err := strconv.ParseFloat(text, 64)
	if errors.Is(err, strconv.ErrRange) {
		return nil, fmt.Errorf("%q is too large a number", clip(text))
	}
	if err != nil {
		return nil, fmt.Errorf("%q is not a number such as 1234.5", clip(text))
	}
	if (c.Min != 0 || c.Max != 0) && (v < c.Min || v > c.Max) {
		return nil, fmt.Errorf("%s is not from %s to %s", clip(text), FormatNumber(c.Min), FormatNumber(c.Max))
	}
	return v, nil
}

// integer reads a whole number; spreadsheets write one as 12.0 too.
func (c Column) integer(text string) (any, error) {
	v, err := c.number(text)
	if err != nil {
		return nil, err
	}
	f := v.(float64)
	if f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return nil, fmt.Errorf("%q is not a whole number", clip(text))
	}
	return int64(f), nil
}

func parseDate(text string) (any, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a date such as 2026-11-21", clip(text))
	}
	return day, nil
}

func parseInstant(text string) (any, error) {
	for _, layout := range []string{time.RFC3339, time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return nil, fmt.Errorf("%q is not an instant such as 2026-11-21T09:30:00Z", clip(text))
}

func parseBool(text string) (any, error) {
	switch strings.ToLower(text) {
	case "true", "yes", "1":
		return true, nil
	case "false", "no", "0":
		return false, nil
	}
	return nil, fmt.Errorf("%q is not true or false", clip(text))
}

// clip shortens a cell for a message.
func clip(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// ParseList reads texts with ";" between them: trimmed, none empty, none twice. One that is written as a JSON string
// may hold ";" and any space.
func ParseList(cell string) ([]string, error) {
	var list []string
	seen := map[string]bool{}
	for cell != "" {
		item, rest, err := listItem(cell)
		if err != nil {
			return nil, err
		}
		if item != "" && !seen[item] {
			seen[item] = true
			list = append(list, item)
		}
		cell = rest
	}
	return list, nil
}

// listItem takes the first text off the cell.
func listItem(cell string) (item, rest string, err error) {
	cell = strings.TrimLeft(cell, " \t\r\n")
	if !strings.HasPrefix(cell, `"`) {
		item, rest, _ = strings.Cut(cell, ";")
		return strings.TrimSpace(item), rest, nil
	}
	d := json.NewDecoder(strings.NewReader(cell))
	if err := d.Decode(&item); err != nil {
		return "", "", fmt.Errorf("%q begins with a quote that is not closed", clip(cell))
	}
	rest = strings.TrimLeft(cell[d.InputOffset():], " \t\r\n")
	if rest != "" && rest[0] != ';' {
		return "", "", fmt.Errorf("%q has text after a closing quote", clip(cell))
	}
	return item, strings.TrimPrefix(rest, ";"), nil
}

// FormatList writes texts so that ParseList reads them back.
func FormatList(list []string) string {
	items := make([]string, len(list))
	for i, item := range list {
		if strings.HasPrefix(item, `"`) || strings.Contains(item, ";") || strings.TrimSpace(item) != item {
			item = quote(item)
		}
		items[i] = item
	}
	return strings.Join(items, ";")
}

// An ExternalID is what another system calls a record.
type ExternalID struct {
	Source, ID string
}

// ParseExternalIDs reads source:id with ";" between them. The source ends at the first colon.
func ParseExternalIDs(cell string) ([]ExternalID, error) {
	items, err := ParseList(cell)
	if err != nil {
		return nil, err
	}
	ids := make([]ExternalID, len(items))
	for i, item := range items {
		source, id, found := strings.Cut(item, ":")
		if !found || source == "" || id == "" {
			return nil, fmt.Errorf("%q is not source:id", clip(item))
		}
		ids[i] = ExternalID{source, id}
	}
	return ids, nil
}

// FormatExternalIDs writes ids so that ParseExternalIDs reads them back. No source has a colon.
func FormatExternalIDs(ids []ExternalID) string {
	items := make([]string, len(ids))
	for i, id := range ids {
		items[i] = id.Source + ":" + id.ID
	}
	return FormatList(items)
}

// ParseCustom reads a custom field's value: a number as JSON writes it (so 007 and 1.50 stay texts), true or false, a
// date (a time.Time), a text written as a JSON string, or else the cell itself as a text.
func ParseCustom(cell string) any {
	switch first := cell[:min(1, len(cell))]; {
	case cell == "true":
		return true
	case cell == "false":
		return false
	case first == `"`:
		var text string
		if json.Unmarshal([]byte(cell), &text) == nil && strings.HasSuffix(cell, `"`) {
			return text
		}
	case first == "-" || "0" <= first && first <= "9":
		if day, err := time.Parse(time.DateOnly, cell); err == nil {
			return day
		}
		v, err := strconv.ParseFloat(cell, 64)
		if err == nil && !math.IsInf(v, 0) && FormatNumber(v) == cell {
			return v
		}
	}
	return cell
}

// FormatCustom writes a custom field's value (a string, float64, int64, bool, or a date as time.Time) so that
// ParseCustom reads it back.
func FormatCustom(value any) string {
	switch v := value.(type) {
	case string:
		if v == "" || ParseCustom(v) != any(v) {
			return quote(v)
		}
		return v
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return FormatNumber(float64(v))
	case float64:
		return FormatNumber(v)
	case time.Time:
		return FormatDate(v)
	}
	panic(fmt.Sprintf("a custom field holds a %T", value))
}

// FormatNumber writes a number as JSON does: the shortest text that is the same float64.
func FormatNumber(v float64) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // infinite or no number: nothing lets one in
	}
	return string(text)
}

// FormatDate writes a date as 2026-11-21.
func FormatDate(day time.Time) string { return day.Format(time.DateOnly) }

// FormatInstant writes an instant in UTC, with the fraction of a second that it has.
func FormatInstant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// quote writes a text as a JSON string without escaping what HTML would want escaped.
func quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}
