package graph

import (
	"fmt"
	"math"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kith/graph/store"
	"kith/problem"
)

// Longest texts, in characters.
const (
	nameLength  = 500
	wordLength  = 200
	notesLength = 10_000
	urlLength   = 2_000
	emailLength = 254
	listLength  = 100 // most values in a list: e-mails, domains, external ids, custom fields
)

var (
	customName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,63}$`)
	currency   = regexp.MustCompile(`^[A-Z]{3}$`)
	domainName = regexp.MustCompile(`^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$`)
)

// check puts fields into the form they are stored in and gathers all that is wrong with them.
type check struct {
	today  Date
	errors []problem.FieldError
}

func (c *check) wrong(pointer, format string, args ...any) {
	c.errors = append(c.errors, problem.FieldError{Pointer: pointer, Detail: fmt.Sprintf(format, args...)})
}

func (c *check) problem() error {
	if len(c.errors) == 0 {
		return nil
	}
	slices.SortStableFunc(c.errors, func(a, b problem.FieldError) int { return strings.Compare(a.Pointer, b.Pointer) })
	return problem.Invalid(c.errors...)
}

// text trims a line of text; an empty one is none.
func (c *check) text(pointer string, value **string, most int) {
	if *value == nil {
		return
	}
	trimmed := strings.TrimSpace(**value)
	if *value = &trimmed; trimmed == "" {
		*value = nil
	}
	c.characters(pointer, trimmed, most, "")
}

// lines is text that may have several lines.
func (c *check) lines(pointer string, value **string, most int) {
	if *value != nil && strings.TrimSpace(**value) == "" {
		*value = nil
	}
	if *value != nil {
		c.characters(pointer, **value, most, "\n\r\t")
	}
}

func (c *check) characters(pointer, text string, most int, allowed string) {
	if utf8.RuneCountInString(text) > most {
		c.wrong(pointer, "has more than %d characters", most)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) }) {
		c.wrong(pointer, "holds control characters")
	}
}

// required is a line of text that must be there.
func (c *check) required(pointer string, value **string, most int) {
	c.text(pointer, value, most)
	if *value == nil {
		c.wrong(pointer, "is required")
	}
}

// oneOf is a value of a closed list, or none.
func (c *check) oneOf(pointer string, value *string, allowed []string) {
	if value != nil && !slices.Contains(allowed, *value) {
		c.wrong(pointer, "is not one of %s", strings.Join(allowed, ", "))
	}
}

// amount is a finite number from least on, or none.
func (c *check) amount(pointer string, value *float64, least float64) {
	if value == nil {
		return
	}
	if math.IsNaN(*value) || math.IsInf(*value, 0) {
		c.wrong(pointer, "is not a finite number")
	} else if *value < least {
		c.wrong(pointer, "is less than %v", least)
	}
}

// count is a whole number that is not negative, or none.
func (c *check) count(pointer string, value *int64) {
	if value != nil && *value < 0 {
		c.wrong(pointer, "is less than 0")
	}
}

func (c *check) currency(pointer string, value **string) {
	c.text(pointer, value, wordLength)
	if *value != nil && !currency.MatchString(**value) {
		c.wrong(pointer, "is not a currency code of three capital letters, such as EUR")
	}
}

func (c *check) url(pointer string, value **string) {
	c.text(pointer, value, urlLength)
	if *value == nil {
		return
	}
	if at, err := url.Parse(**value); err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" {
		c.wrong(pointer, "is not an address that begins with http:// or https://")
	}
}

// email returns the stored form of an address, lower case.
func (c *check) email(pointer, address string) string {
	address = strings.ToLower(strings.TrimSpace(address))
	before := len(c.errors)
	c.characters(pointer, address, emailLength, "")
	parsed, err := mail.ParseAddress(address)
	if len(c.errors) == before && (err != nil || parsed.Address != address || parsed.Name != "" || strings.ContainsAny(address, " <>\"")) {
		c.wrong(pointer, "is not an e-mail address")
	}
	return address
}

// domain returns the stored form of a domain name, lower case.
func (c *check) domain(pointer, name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if len(name) > 253 || !domainName.MatchString(name) {
		c.wrong(pointer, "is not a domain name")
	}
	return name
}

// list puts each value of a list into its stored form, without doubles.
func (c *check) list(pointer string, values []string, stored func(pointer, value string) string) []string {
	if len(values) > listLength {
		c.wrong(pointer, "has more than %d values", listLength)
		return values
	}
	list := []string{}
	for i, value := range values {
		if value = stored(fmt.Sprintf("%s/%d", pointer, i), value); !slices.Contains(list, value) {
			list = append(list, value)
		}
	}
	return list
}

func (c *check) phone(pointer, number string) string {
	value := &number
	c.required(pointer, &value, wordLength)
	if value == nil {
		return ""
	}
	return *value
}

// period is two dates of which the first is before the second where both are there.
func (c *check) period(pointer string, since, until *Date) {
	if since != nil && until != nil && !since.Before(*until) {
		c.wrong(pointer+"/until", "is not after since")
	}
}

// fixed is a reference that stays as the record was made with.
func (c *check) fixed(pointer string, before, after *Ref) {
	if before != nil && (after == nil || after.ID != before.ID) {
		c.wrong(pointer, "cannot be changed")
	}
}

// shared checks what every record has.
func (c *check) shared(fields *Shared) {
	if len(fields.ExternalIDs) > listLength {
		c.wrong("/externalIds", "has more than %d values", listLength)
	}
	for i, id := range fields.ExternalIDs {
		for place, value := range map[string]string{"source": id.Source, "id": id.ID} {
			pointer := fmt.Sprintf("/externalIds/%d/%s", i, place)
			if value == "" {
				c.wrong(pointer, "is required")
			}
			c.characters(pointer, value, nameLength, "")
		}
		if slices.Contains(fields.ExternalIDs[:i], id) {
			c.wrong(fmt.Sprintf("/externalIds/%d", i), "stands twice")
		}
	}
	if len(fields.Custom) > listLength {
		c.wrong("/custom", "has more than %d fields", listLength)
	}
	custom := Custom{}
	for name, value := range fields.Custom {
		pointer := "/custom/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		if !customName.MatchString(name) {
			c.wrong(pointer, "is not a name of letters, digits and _ that begins with a letter, at most 64 long")
		}
		if stored := c.customValue(pointer, value); stored != nil {
			custom[name] = stored
		}
	}
	fields.Custom = custom
}

// customValue is a custom field's stored form: a text that is a date is a date, a whole number an integer.
func (c *check) customValue(pointer string, value any) any {
	switch v := value.(type) {
	case string:
		if day, err := store.ParseDate(v); err == nil {
			return day
		}
		c.characters(pointer, v, notesLength, "\n\r\t")
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
		c.amount(pointer, &v, math.Inf(-1))
	}
	return value
}
