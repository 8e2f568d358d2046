internal import Files
internal import Foundation
internal import Hashing

/// What a run is about to do to the output folder. The run writes it down before it begins, so that another run can
/// continue if this one is killed.
///
/// Uploaders may be able to write such a file as well. Therefore a record is trusted only with an authentication code
/// made with the user's key (``PublicationKey``). The code covers everything that the record leads to: the record, the
/// manifest, the story's stem, the run's token and the identity of the output folder.
struct PublicationRecord: Hashable, Sendable, Codable {
    /// Names in the output folder whose files may be replaced.
    var replaced: Set<String>
    /// Files of an earlier story that have no successor.
    var superseded: [Manifest.File]

    /// What the code covers beside the record.
    struct Subject {
        let part: PartName
        let stem: String
        let output: HeldFolder
        /// The manifest's text.
        let manifest: [UInt8]
    }

    /// The file's text: the code in hexadecimal digits, a line feed, the record.
    func text(about subject: Subject, key: PublicationKey) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let record = try [UInt8](encoder.encode(self))
        let code = try Self.code(record, subject, key)
        return Array(code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().utf8) + [0x0A]
            + record
    }

    /// Reads a file's text; nil if its code is wrong.
    init?(text: [UInt8], about subject: Subject, key: PublicationKey) {
        guard let end = text.firstIndex(of: 0x0A) else { return nil }
        let record = Array(text[(end + 1)...])
        guard let code = try? Self.code(record, subject, key),
            HMACSHA256.areEqual(Self.bytes(hexadecimal: text[..<end]), code),
            let read = try? JSONDecoder().decode(PublicationRecord.self, from: Data(record))
        else { return nil }
        self = read
    }

    init(replaced: Set<String>, superseded: [Manifest.File]) {
        self.replaced = replaced
        self.superseded = superseded
    }

    private static func code(
        _ record: [UInt8], _ subject: Subject, _ key: PublicationKey
    ) throws(SystemError) -> [UInt8] {
        let place = try subject.output.status()
        var code = HMACSHA256(key: key.bytes)
        code.update(field: Array("storymedia publication 1".utf8))
        code.update(field: Array("\(place.device) \(place.inode)".utf8))
        code.update(field: Array(subject.stem.utf8))
        code.update(field: Array(subject.part.token.utf8))
        code.update(field: record)
        code.update(field: subject.manifest)
        return code.finish()
    }

    private static func bytes(hexadecimal text: ArraySlice<UInt8>) -> [UInt8] {
        let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return [] }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
