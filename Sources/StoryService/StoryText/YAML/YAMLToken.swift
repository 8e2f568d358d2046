/// A piece of YAML text that means something by itself.
struct YAMLToken: Hashable {
    enum Kind: Hashable {
        /// `%YAML 1.1` or `%YAML 1.2`, which says nothing new.
        case versionDirective
        /// `---`
        case documentStart
        /// `...`
        case documentEnd
        /// Where a list or a mapping begins that is written with indentation. It has no characters.
        case blockSequenceStart, blockMappingStart
        /// Where one of them ends.
        case blockEnd
        case flowSequenceStart, flowSequenceEnd, flowMappingStart, flowMappingEnd
        /// `-`
        case blockEntry
        /// `,`
        case flowEntry
        /// `?`, or where a key begins that has none.
        case key
        /// `:`
        case value
        case anchor, alias
        /// As it is written.
        case tag(String)
        /// What it says. Words without quotes may mean a number.
        case scalar(String, isPlain: Bool)
        case end
    }

    let kind: Kind
    /// Where it begins.
    let mark: YAMLMark
}
