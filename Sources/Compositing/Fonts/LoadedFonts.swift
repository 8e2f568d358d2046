internal import CPangoCairo
internal import Containers
internal import Libav
internal import Sandbox
internal import Story

/// A story's fonts, checked and known to fontconfig besides the installed ones.
///
/// Corresponds to `FcConfig`.
@safe final class LoadedFonts: @unchecked Sendable {
    // Sendable: nothing changes after the initialiser, and fontconfig reads a configuration on several threads at once
    // (its functions are thread-safe since 2.10.91).
    let config: OpaquePointer
    /// The licences that forbid embedding, by the file's name in the story.
    private let licenses: [String: Substitution]
    /// By the family's name in lower case.
    private let families: [String: [FontFace]]
    /// By the name of the file in the story.
    private let files: [String: [FontFace]]
    /// By the family that fontconfig knows.
    private let titles: [String: String]
    /// The families, as fontconfig knows them, of the fonts that have no space.
    private let spaceless: Set<String>
    /// The checked files, for as long as libraries may open them.
    private let memory: [MemoryFile]

    /// - Parameter sources: each font file of the story, once.
    /// - Throws: ``CompositingError`` with everything that is wrong with the fonts.
    init(_ fonts: [FontFile], _ sources: [FileReference], in folder: String) throws(CompositingError) {
        var collector = FontCollector(folder: folder)
        for source in sources { try collector.read(source) }
        guard collector.problems.isEmpty else { throw .unusable(collector.problems) }
        guard let config = unsafe FcInitLoadConfigAndFonts() else {
            throw .outOfMemory("fontconfig cannot be configured")
        }
        unsafe self.config = config
        for file in collector.files { unsafe FcConfigAppFontAddFile(config, file.memory.path) }
        let (names, spaceless) = unsafe Self.rename(config, collector.files)
        for file in collector.files
        where !file.fonts.indices.allSatisfy({ names.contains("\(file.name).\($0)") }) {
            let found = "\(file.src): FreeType does not take the font."
            unsafe FcConfigDestroy(config)
            throw .unusable([FontCollector.problem(at: file.path, found)])
        }
        self.spaceless = spaceless
        memory = collector.files.map(\.memory)
        files = collector.faces
        families = collector.families(of: fonts)
        licenses = collector.licenses
        titles = Dictionary(
            (files.values.flatMap(\.self) + families.values.flatMap(\.self)).map { ($0.name, $0.title) },
            uniquingKeysWith: { first, _ in first })
    }

    deinit { unsafe FcConfigDestroy(config) }

    /// Gives each font the family by which it is asked for, and no property by which it could be taken for another.
    ///
    /// fontconfig lists a variable font several times: only the pattern that varies is kept. Each font
    /// is said to have all weights, so that fontconfig thickens none.
    ///
    /// - Returns: the families of the fonts that FreeType could read, and of those that have no space.
    private static func rename(
        _ config: OpaquePointer, _ files: [FontCollector.File]
    ) -> (names: Set<String>, spaceless: Set<String>) {
        guard let set = unsafe FcConfigGetFonts(config, FcSetApplication) else { return ([], []) }
        var names: Set<String> = []
        var spaceless: Set<String> = []
        let prefixes = Dictionary(files.map { ($0.memory.path, $0.name) }) { first, _ in first }
        var kept = 0
        for place in 0..<Int(unsafe set.pointee.nfont) {
            guard let pattern = unsafe set.pointee.fonts[place] else { continue }
            var index: Int32 = 0
            var isVariable: FcBool = 0
            var path: UnsafeMutablePointer<FcChar8>?
            unsafe FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
            unsafe FcPatternGetBool(pattern, FC_VARIABLE, 0, &isVariable)
            unsafe FcPatternGetString(pattern, FC_FILE, 0, &path)
            let prefix = unsafe path.flatMap { unsafe prefixes[String(cString: $0)] }
            let number = Int(index & 0xffff)
            let varies = files.contains { $0.name == prefix && $0.varying.contains(number) }
            guard let prefix, index >> 16 == 0, varies == (isVariable != 0) else {
                unsafe FcPatternDestroy(pattern)
                continue
            }
            for property in [FC_FAMILY, FC_FAMILYLANG, FC_FULLNAME, FC_FULLNAMELANG, FC_STYLE, FC_STYLELANG] {
                unsafe FcPatternDel(pattern, property)
            }
            unsafe FcPatternAddString(pattern, FC_FAMILY, "\(prefix).\(number)")
            names.insert("\(prefix).\(number)")
            var characters: OpaquePointer?
            unsafe FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters)
            if unsafe FcCharSetHasChar(characters, 0x20) == 0 { spaceless.insert("\(prefix).\(number)") }
            unsafe FcPatternDel(pattern, FC_WEIGHT)
            let weights = unsafe FcRangeCreateDouble(Double(FC_WEIGHT_THIN), Double(FC_WEIGHT_EXTRABLACK))
            unsafe FcPatternAddRange(pattern, FC_WEIGHT, weights)
            unsafe FcRangeDestroy(weights)
            unsafe FcPatternDel(pattern, FC_SLANT)
            unsafe FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN)
            unsafe set.pointee.fonts[kept] = pattern
            kept += 1
        }
        unsafe set.pointee.nfont = Int32(kept)
        return (names, spaceless)
    }
}

extension LoadedFonts {
    /// The story's own font for a request; nil if the story has none of that name.
    func choice(for font: TextStyle.Font) -> FontChoice? {
        if let file = font.file {
            return FontChoice(
                from: files[file.src] ?? [], weight: file.weight, isItalic: file.italic, axes: font.axes)
        }
        return FontChoice(
            from: families[font.family.lowercased()] ?? [], weight: font.weight, isItalic: font.italic,
            axes: font.axes)
    }

    /// What a person should know about the fonts in which overlays are drawn.
    func notes(on overlays: [Overlay]) -> [Substitution] {
        let used = Set(overlays.flatMap(\.fonts).compactMap { choice(for: $0)?.face.src })
        return licenses.filter { used.contains($0.key) }.map(\.value).sorted { $0.path < $1.path }
    }

    /// Whether a request gets a font of the story that has no space, as fonts of symbols have none. Pango takes a space
    /// from no other font of its own accord.
    func lacksSpace(_ font: TextStyle.Font) -> Bool {
        choice(for: font).map { spaceless.contains($0.face.name) } ?? false
    }

    /// What people know a font by, instead of the family that fontconfig knows; nil for installed fonts.
    func title(of family: String) -> String? { titles[family] }

    /// The families of the story's own fonts.
    var familyTitles: [String] { Set(families.values.compactMap(\.first?.title)).sorted() }
}

extension Overlay {
    /// The fonts that a text asks for; empty for stickers, which have none of the story's own.
    fileprivate var fonts: [TextStyle.Font] {
        guard case .text(let text) = self else { return [] }
        guard case .runs(let runs) = text.content else { return [text.style.font] }
        return runs.map { $0.font.applied(to: text.style.font) }
    }
}
