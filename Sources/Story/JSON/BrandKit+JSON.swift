extension BrandKit {
    /// Colours are read first, because styles may name them.
    init(reading reader: inout ObjectReader) {
        self.init()
        colors = reader.colorTable("colors")
        reader.problems.names.colors = colors
        fonts = reader.fonts("fonts")
        logo = reader.name("logo", limit: StoryLimits.pathBytes)
        styles = reader.styles("styles")
    }
}

extension ObjectReader {
    /// Reads colours with names.
    fileprivate mutating func colorTable(_ name: String) -> [String: Color] {
        let problems = problems
        return table(name, limit: StoryLimits.brandEntries, keys: .entries, of: Color.shape) { value, path in
            Color.read(value, path: path, problems: problems)
        }
    }

    /// Reads text styles with names, and makes them known to the texts that are read after them.
    ///
    /// A style may be based on a built-in one, or on one that stands before it.
    mutating func styles(_ name: String) -> [String: TextStyle] {
        let problems = problems
        let builtIn = NamedTextStyle.allCases.map(\.rawValue)
        var found: [String: TextStyle] = [:]
        _ = table(
            name, limit: StoryLimits.brandEntries, keys: .entries,
            of: .object(ShapeRecorder.shape { reader in TextStyle(reading: &reader) })
        ) { value, path, key in
            if builtIn.contains(key) {
                problems.add(
                    StoryProblem(
                        path: path, rule: .badValue, found: "the name of a built-in style",
                        allowed: "another name; built in are " + builtIn.joined(separator: ", ")))
            }
            let style = ObjectReader.read(value, path: path, problems: problems) { reader in
                TextStyle(reading: &reader)
            }
            found[key] = style
            problems.names.styles[key] = style
            return style
        }
        return found
    }

    /// Reads the name of a built-in text style, or of one of the story or its brand.
    mutating func style(_ name: String) -> TextStyle? {
        let builtIn = NamedTextStyle.allCases.map(\.rawValue)
        let own = problems.names.styles.keys.sorted()
        let shape = ValueShape.either([
            .words(builtIn, others: []),
            .string(
                StringShape(
                    allowed: "the name of a style in the story's styles or in its brand's",
                    pattern: StringShape.entry.pattern)),
        ])
        if records(name, shape) { return nil }
        let allowed = (builtIn + own).joined(separator: ", ")
        guard let word = string(name, allowed: allowed) else { return nil }
        if let style = problems.names.styles[word] ?? NamedTextStyle(rawValue: word)?.style { return style }
        note(
            name, .badValue, found: JSONValue.string(word).summary, allowed: allowed,
            suggestion: Suggestion.nearest(to: word, among: own + builtIn).map { "\"\($0)\"" })
        return nil
    }

    /// Reads the name of a picture's file, or the brand's name for its logo.
    mutating func picture(_ key: String, required: Bool = false) -> String? {
        let name = name(key, limit: StoryLimits.pathBytes, required: required)
        guard name == BrandKit.logoName else { return name }
        if let logo = problems.names.logo { return logo }
        note(
            key, .badValue, found: "\"\(BrandKit.logoName)\" without a brand that has a logo",
            allowed: "the name of a file, or \"brand\" beside \"slides\" with a kit that has a logo")
        return name
    }
}

extension Color {
    static let allowed = "a colour as #rgb, #rrggbb or #rrggbbaa, or @name of the brand"
    static var shape: ValueShape { .string(StringShape(allowed: allowed, pattern: pattern)) }

    /// Reads a colour, or the brand's name for one; notes a problem if it is neither.
    static func read(_ value: JSONValue, path: String, problems: ProblemList) -> Color? {
        func note(_ rule: StoryProblem.Rule, _ allowed: String = allowed, _ suggestion: String? = nil) {
            problems.add(
                StoryProblem(
                    path: path, rule: rule, found: value.summary, allowed: allowed, suggestion: suggestion))
        }
        guard case .string(let text) = value else {
            note(.wrongType)
            return nil
        }
        if let color = Color(hex: text) { return color }
        guard text.hasPrefix("@") else {
            note(.badValue, allowed, Color(hex: "#\(text)") == nil ? nil : "\"#\(text)\"")
            return nil
        }
        let colors = problems.names.colors
        if let color = colors[String(text.dropFirst())] { return color }
        let known = colors.keys.sorted().map { "@\($0)" }
        note(
            .badValue,
            known.isEmpty
                ? "a colour as #rgb, #rrggbb or #rrggbbaa; the story has no brand with colours"
                : "a colour of the brand: " + known.joined(separator: ", "),
            Suggestion.nearest(to: text, among: known).map { "\"\($0)\"" })
        return nil
    }
}
