package store

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"kith/access"
)

var (
	dateType    = reflect.TypeFor[Date]()
	instantType = reflect.TypeFor[time.Time]()
)

// field is one column, or one key of a map, and where it goes.
type field struct {
	name     string
	index    []int
	required bool
}

var plans sync.Map // reflect.Type → []field

// fields returns the plan of a struct type: its JSON names, embedded structs' too. A pointer, slice, map, or any
// takes null; everything else requires a value.
func fields(structType reflect.Type) []field {
	if plan, found := plans.Load(structType); found {
		return plan.([]field)
	}
	var plan []field
	for _, f := range reflect.VisibleFields(structType) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" || !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = strings.ToLower(f.Name[:1]) + f.Name[1:]
		}
		required := true
		switch f.Type.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
			required = false
		}
		plan = append(plan, field{name: name, index: f.Index, required: required})
	}
	plans.Store(structType, plan)
	return plan
}

// decodeRow fills a struct from a record's columns by their JSON names. Fields without a column keep their zero value;
// a column without a field is an error, as is null where the field requires a value.
func decodeRow[R any](record *neo4j.Record) (R, error) {
	var row R
	target := reflect.ValueOf(&row).Elem()
	if target.Kind() != reflect.Struct || target.Type() == dateType || target.Type() == instantType {
		if len(record.Values) != 1 {
			return row, fmt.Errorf("%d columns for one value", len(record.Values))
		}
		return row, within(record.Keys[0], decodeValue(target, record.Values[0]))
	}
	found := 0
	for _, f := range fields(target.Type()) {
		value, has := record.Get(f.name)
		if !has {
			continue
		}
		found++
		if err := decodeField(target, f, value); err != nil {
			return row, err
		}
	}
	if found < len(record.Keys) {
		return row, fmt.Errorf("the columns %v do not all have a field in %s", record.Keys, target.Type())
	}
	return row, nil
}

// misfit is a value that does not fit its field. Its place is put together on the way out, because most values fit.
type misfit struct{ place, reason string }

func (m *misfit) Error() string { return "column " + m.place + ": " + m.reason }

// within names the column, key or element that an error of decodeValue stands in.
func within(place string, err error) error {
	var m *misfit
	if errors.As(err, &m) {
		if m.place != "" && m.place[0] != '[' {
			place += "."
		}
		m.place = place + m.place
	}
	return err
}

func decodeField(target reflect.Value, f field, value any) error {
	if value == nil && !f.required {
		return nil
	}
	if err := decodeValue(target.FieldByIndex(f.index), value); err != nil {
		return within(f.name, err)
	}
	return nil
}

// decodeValue sets target from what the driver gives: string, bool, int64, float64, list, map, date or instant.
func decodeValue(target reflect.Value, value any) error {
	if value == nil {
		switch target.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
			return nil
		}
		return &misfit{reason: "null where a value is required"}
	}
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.New(target.Type().Elem()))
		return decodeValue(target.Elem(), value)
	}
	switch v := value.(type) {
	case string:
		if target.Kind() == reflect.String {
			target.SetString(v)
			return nil
		}
	case bool:
		if target.Kind() == reflect.Bool {
			target.SetBool(v)
			return nil
		}
	case int64:
		switch target.Kind() {
		case reflect.Int, reflect.Int64, reflect.Int32:
			target.SetInt(v)
			return nil
		case reflect.Float64:
			target.SetFloat(float64(v))
			return nil
		}
	case float64:
		if target.Kind() == reflect.Float64 {
			target.SetFloat(v)
			return nil
		}
	case dbtype.Date:
		if target.Type() == dateType {
			target.Set(reflect.ValueOf(DateOf(v.Time())))
			return nil
		}
	case time.Time:
		if target.Type() == instantType {
			target.Set(reflect.ValueOf(v.UTC()))
			return nil
		}
	case []any:
		if target.Kind() == reflect.Slice {
			list := reflect.MakeSlice(target.Type(), len(v), len(v))
			for i, element := range v {
				if err := decodeValue(list.Index(i), element); err != nil {
					return within(fmt.Sprintf("[%d]", i), err)
				}
			}
			target.Set(list)
			return nil
		}
		if target.Kind() == reflect.Map {
			entries, err := fromPairs(v)
			if err != nil {
				return err
			}
			return decodeValue(target, entries)
		}
	case map[string]any:
		switch target.Kind() {
		case reflect.Struct:
			for _, f := range fields(target.Type()) {
				element, has := v[f.name]
				if !has {
					continue // what the statement does not give keeps its zero value
				}
				if err := decodeField(target, f, element); err != nil {
					return err
				}
			}
			return nil
		case reflect.Map:
			entries := reflect.MakeMapWithSize(target.Type(), len(v))
			for key, element := range v {
				slot := reflect.New(target.Type().Elem()).Elem()
				if err := decodeValue(slot, element); err != nil {
					return within(key, err)
				}
				entries.SetMapIndex(reflect.ValueOf(key).Convert(target.Type().Key()), slot)
			}
			target.Set(entries)
			return nil
		}
	}
	if target.Kind() == reflect.Interface {
		target.Set(reflect.ValueOf(plain(value)))
		return nil
	}
	return &misfit{reason: fmt.Sprintf("%T does not fit %s", value, target.Type())}
}

// fromPairs is a map out of a list of [key, value], which is how a statement gives a map whose keys it does not know.
func fromPairs(list []any) (map[string]any, error) {
	entries := make(map[string]any, len(list))
	for _, element := range list {
		pair, is := element.([]any)
		if !is || len(pair) != 2 {
			return nil, &misfit{reason: "an element is no pair"}
		}
		key, is := pair[0].(string)
		if !is {
			return nil, &misfit{reason: "the first of a pair is no key"}
		}
		entries[key] = pair[1]
	}
	return entries, nil
}

// plain turns the driver's own types into ours, for values whose type is not known before.
func plain(value any) any {
	switch v := value.(type) {
	case dbtype.Date:
		return DateOf(v.Time())
	case time.Time:
		return v.UTC()
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = plain(element)
		}
		return list
	case map[string]any:
		entries := make(map[string]any, len(v))
		for key, element := range v {
			entries[key] = plain(element)
		}
		return entries
	}
	return value
}

// parameter turns our own types into the driver's, in nested lists and maps too.
func parameter(value any) any {
	switch v := value.(type) {
	case nil, string, bool, int, int64, float64, []string, time.Time:
		return value
	case Date:
		if v.IsZero() {
			return nil
		}
		return dbtype.Date(v.Time())
	case *Date:
		if v == nil {
			return nil
		}
		return parameter(*v)
	case []int64:
		return v // as it is: these can be long
	case map[string]any:
		return parameters(v)
	case []map[string]any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = parameters(element)
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = parameter(element)
		}
		return list
	}
	return reflected(reflect.ValueOf(value))
}

// reflected turns what has no case of its own: optional values, lists and structs (maps by their JSON names), named strings and numbers.
func reflected(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return nil
		}
		return parameter(value.Elem().Interface())
	case reflect.Slice, reflect.Array:
		list := make([]any, value.Len())
		for i := range list {
			list[i] = parameter(value.Index(i).Interface())
		}
		return list
	case reflect.Struct:
		entries := map[string]any{}
		for _, f := range fields(value.Type()) {
			entries[f.name] = parameter(value.FieldByIndex(f.index).Interface())
		}
		return entries
	case reflect.String:
		return value.String()
	case reflect.Int, reflect.Int32, reflect.Int64:
		return value.Int()
	case reflect.Float32, reflect.Float64:
		return value.Float()
	case reflect.Bool:
		return value.Bool()
	}
	return value.Interface()
}

func parameters(values map[string]any) map[string]any {
	turned := make(map[string]any, len(values))
	for name, value := range values {
		if _, ours := value.(*access.Hidden); !ours {
			turned[name] = parameter(value)
		}
	}
	return turned
}
