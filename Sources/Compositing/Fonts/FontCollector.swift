internal import Containers
internal import Libav
internal import Sandbox
internal import Story

/// Reads and checks the font files of a story, one after the other.
struct FontCollector {
    /// A checked file.
    struct File {
        let src: String
        /// The file's place in the story, as a JSONPath.
        let path: String
        /// The beginning of the families by which fontconfig knows the file's fonts.
        let name: String
        let fonts: [OpenTypeFont]
        let memory: MemoryFile

        /// The indices of the fonts that vary.
        var varying: [Int] { fonts.indices.filter { !fonts[$0].axes.isEmpty } }
    }

    let folder: String
    private(set) var files: [File] = []
    private(set) var problems: [StoryProblem] = []
    /// The licences that forbid embedding, by the file's name in the story.
    private(set) var licenses: [String: Substitution] = [:]
    private var room = StoryLimits.allFontBytes

    init(folder: String) { self.folder = folder }

    /// Reads a file, or notes what is wrong with it.
    ///
    /// - Throws: ``CompositingError`` if the system refuses to read, or memory runs out.
    mutating func read(_ source: FileReference) throws(CompositingError) {
        let checked: OpenTypeFile
        do throws(HeaderError) {
            checked = try OpenTypeFile(
                try FontContainer.unpack(try contents(of: source), limits: OpenTypeLimits()))
        } catch {
            if error.kind == .unreadable { throw .unreadable("\(source.path): \(error.message)") }
            return problems.append(Self.problem(at: source.path, "\(source.src): \(error.message)"))
        }
        let memory: MemoryFile
        do throws(MemoryFileError) {
            memory = try MemoryFile(checked.sanitised)
        } catch {
            throw .outOfMemory("\(source.src): \(error)")
        }
        if checked.fonts.contains(where: \.forbidsEmbedding) {
            licenses[source.src] = Substitution(
                .license, path: source.path,
                reason: "the font \"\(source.src)\" says that its licence forbids embedding (fsType 2)",
                taken: "it is drawn nevertheless")
        }
        files.append(
            File(
                src: source.src, path: source.path, name: "storymedia own font \(files.count)",
                fonts: checked.fonts, memory: memory))
    }

    private mutating func contents(of source: FileReference) throws(HeaderError) -> [UInt8] {
        do {
            let file = try MediaFile(OverlayFile.path(of: source.src, in: folder))
            guard file.count <= StoryLimits.fontBytes else {
                throw HeaderError(
                    .limitExceeded,
                    "The font has \(file.count) bytes; the limit is \(StoryLimits.fontBytes). Use a smaller one."
                )
            }
            room -= Int(file.count)
            guard room >= 0 else {
                throw HeaderError(
                    .limitExceeded,
                    "The story's fonts have more than \(StoryLimits.allFontBytes) bytes together. Use fewer.")
            }
            return try file.bytes(at: 0, count: Int(file.count))
        } catch let error as HeaderError {
            throw error
        } catch let error as MediaFileError {
            throw HeaderError(error.kind == .unreadable ? .unreadable : .malformed, error.message)
        } catch {
            throw HeaderError(.unreadable, "\(error)")
        }
    }

    static func problem(at path: String, _ found: String) -> StoryProblem {
        StoryProblem(
            path: path, rule: .unusableFile, found: found,
            allowed: "an intact TrueType, OpenType, WOFF or WOFF2 font")
    }

    /// The fonts of each file, by its name in the story.
    var faces: [String: [FontFace]] {
        Dictionary(
            files.map { file in
                (
                    file.src,
                    file.fonts.indices.map {
                        FontFace(file.fonts[$0], name: "\(file.name).\($0)", src: file.src, title: file.src)
                    }
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The fonts that a story lists, by their family in lower case. The first one wins where two are alike.
    func families(of fonts: [FontFile]) -> [String: [FontFace]] {
        var families: [String: [FontFace]] = [:]
        for entry in fonts {
            guard let file = files.first(where: { $0.src == entry.src }) else { continue }
            for (index, font) in file.fonts.enumerated() {
                let family = entry.family ?? font.family ?? entry.src
                families[family.lowercased(), default: []].append(
                    FontFace(
                        font, name: "\(file.name).\(index)", src: file.src, title: family,
                        weight: entry.weight,
                        isItalic: entry.italic))
            }
        }
        return families
    }
}
