package handlers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"kith/problem"
)

// decodeJSON decodes strictly and says in the caller's words, all at once, what is wrong and where: 400 for what has the wrong
// form, 422 for a number that is out of range.
func decodeJSON(data []byte, value any) error {
	tree, err := parseJSON(data)
	if err != nil {
		return err
	}
	f := &form{}
	f.compare("", tree, reflect.TypeOf(value).Elem())
	if len(f.wrong) > 0 {
		slices.SortStableFunc(f.wrong, byPointer)
		return problem.Malformed("A field has the wrong type or form, or there is no such field.", f.wrong...)
	}
	if len(f.outOfRange) > 0 {
		slices.SortStableFunc(f.outOfRange, byPointer)
		return problem.Invalid(f.outOfRange...)
	}
	return json.Unmarshal(data, value)
}

// parseJSON reads one JSON value, numbers as they stand, with nothing after it.
func parseJSON(data []byte) (tree any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, unreadable(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, problem.Malformed("There is text after the JSON value.")
	}
	return tree, nil
}

func byPointer(a, b problem.FieldError) int { return strings.Compare(a.Pointer, b.Pointer) }

func unreadable(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return problem.Malformed(fmt.Sprintf("The body is not JSON: %s, at byte %d.", syntax.Error(), syntax.Offset))
	case errors.Is(err, io.EOF):
		return problem.Malformed("The body is empty.")
	}
	return problem.Malformed("The body is not JSON.")
}

// form compares a JSON value with the Go type that it is to fill.
type form struct{ wrong, outOfRange []problem.FieldError }

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

func (f *form) compare(pointer string, tree any, target reflect.Type) {
	wrong := func(expected string) {
		f.wrong = append(f.wrong, problem.FieldError{Pointer: pointer, Detail: "is not " + expected})
	}
	if target.Kind() == reflect.Pointer {
		if tree != nil {
			f.compare(pointer, tree, target.Elem())
		}
		return
	}
	if reflect.PointerTo(target).Implements(unmarshaler) {
		text, err := json.Marshal(tree)
		if err == nil {
			err = json.Unmarshal(text, reflect.New(target).Interface())
		}
		var wrongType *json.UnmarshalTypeError
		var known *problem.Problem
		switch {
		case errors.As(err, &known):
			f.wrong = append(f.wrong, problem.FieldError{Pointer: pointer, Detail: known.Detail})
		case errors.As(err, &wrongType):
			wrong("of the type or form that the document says")
		case err != nil:
			f.wrong = append(f.wrong, problem.FieldError{Pointer: pointer, Detail: err.Error()})
		}
		return
	}
	switch target.Kind() {
	case reflect.Struct:
		object, is := tree.(map[string]any)
		if !is {
			wrong("an object")
			return
		}
		known := jsonFields(target)
		for name, value := range object {
			if fieldType, has := known[name]; has {
				f.compare(pointer+"/"+escaped(name), value, fieldType)
			} else {
				f.wrong = append(f.wrong, problem.FieldError{Pointer: pointer + "/" + escaped(name), Detail: "is not a field here"})
			}
		}
	case reflect.Map:
		object, is := tree.(map[string]any)
		if !is && tree != nil {
			wrong("an object")
		}
		for name, value := range object {
			f.compare(pointer+"/"+escaped(name), value, target.Elem())
		}
	case reflect.Slice:
		list, is := tree.([]any)
		if !is && tree != nil {
			wrong("a list")
		}
		for i, value := range list {
			f.compare(fmt.Sprintf("%s/%d", pointer, i), value, target.Elem())
		}
	case reflect.String:
		if _, is := tree.(string); !is {
			wrong("a string")
		}
	case reflect.Bool:
		if _, is := tree.(bool); !is {
			wrong("true or false")
		}
	case reflect.Int, reflect.Int64:
		number, is := tree.(json.Number)
		if _, whole := new(big.Int).SetString(bounded(number), 10); !is || !whole {
			wrong("a whole number")
		} else if _, err := number.Int64(); err != nil {
			f.outOfRange = append(f.outOfRange, problem.FieldError{Pointer: pointer, Detail: "is out of range"})
		}
	case reflect.Float64:
		f.number(pointer, tree, wrong)
	case reflect.Interface: // a custom field
		switch tree.(type) {
		case nil, string, bool:
		default:
			f.number(pointer, tree, func(string) { wrong("a string, a number, true or false, or a date") })
		}
	}
}

func (f *form) number(pointer string, tree any, wrong func(string)) {
	number, is := tree.(json.Number)
	if !is {
		wrong("a number")
	} else if _, err := number.Float64(); err != nil {
		f.outOfRange = append(f.outOfRange, problem.FieldError{Pointer: pointer, Detail: "is out of range"})
	}
}

// bounded is a number's text where it is short enough to be worth reading as a whole number; a longer one is out of range anyway.
func bounded(number json.Number) string {
	if len(number) > 400 {
		return strings.Repeat("9", 20)
	}
	return string(number)
}

func escaped(name string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(name) }

// jsonFields are the types of a struct's fields, embedded structs' too, by their JSON names.
func jsonFields(structType reflect.Type) map[string]reflect.Type {
	known := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(structType) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.IsExported() && name != "" && name != "-" {
			known[name] = field.Type
		}
	}
	return known
}
