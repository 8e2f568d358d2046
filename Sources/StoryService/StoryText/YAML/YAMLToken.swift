/// The smallest piece of YAML text that has a meaning.
struct YAMLToken: Hashable {
    enum Kind: Hashable {
        /// `%YAML 1.1` or `%YAML 1.2`, which both have no effect.
        case versionDirective
        /// `---`
        case documentStart
        /// `...`
        case documentEnd
        /// The start of an indented list or mapping. It has no characters.
        case blockSequenceStart, blockMappingStart
        /// The end of an indented list or mapping.
        case blockEnd
        case flowSequenceStart, flowSequenceEnd, flowMappingStart, flowMappingEnd
        /// `-`
        case blockEntry
        /// `,`
        case flowEntry
        /// `?`, or the start of a key without one.
        case key
        /// `:`
        case value
        case anchor, alias
        /// As written.
        case tag(String)
        /// The text. Words without quotes may mean a number.
        case scalar(String, isPlain: Bool)
        case end
    }

    let kind: Kind
    /// Where it begins.
    let mark: YAMLMark
}
