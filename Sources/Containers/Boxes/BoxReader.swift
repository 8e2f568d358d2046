/// Walks from box to box by their lengths, without reading their content.
///
/// Callers descend along known paths, which bounds the depth by construction. `maximumBoxes` bounds the number of boxes
/// in one file.
package final class BoxReader {
    package let source: ByteSource
    private let maximumBoxes: Int
    private var visited = 0

    package init(_ source: ByteSource, maximumBoxes: Int) {
        self.source = source
        self.maximumBoxes = maximumBoxes
    }

    /// The top-level boxes of the file.
    package func topLevel() throws(HeaderError) -> BoxList {
        try boxes(in: 0..<source.count, isTopLevel: true)
    }

    /// The boxes inside a box.
    ///
    /// - Parameter skipping: the size of the box's own fields before its first child, in bytes.
    package func children(of box: Box, skipping: Int64 = 0) throws(HeaderError) -> BoxList {
        let start = min(box.payload.lowerBound + skipping, box.payload.upperBound)
        return try boxes(in: start..<box.payload.upperBound, isTopLevel: false)
    }

    /// The boxes inside `meta`, which is a full box in ISO files and a plain box in QuickTime files.
    package func children(ofMeta box: Box) throws(HeaderError) -> BoxList {
        var cursor = cursor(box)
        guard cursor.remaining >= 8 else { return BoxList() }
        let isPlain = try cursor.bytes(8).suffix(4).elementsEqual("hdlr".utf8)
        return try children(of: box, skipping: isPlain ? 0 : 4)
    }

    /// A cursor at the start of a box's payload.
    package func cursor(_ box: Box) -> ByteCursor { ByteCursor(source, box.payload) }

    /// The version and flags of a full box, and a cursor after them.
    package func fullBox(_ box: Box) throws(HeaderError) -> (
        version: UInt8, flags: UInt32, cursor: ByteCursor
    ) {
        var cursor = cursor(box)
        let version = try cursor.uint8()
        let flags = try cursor.uint24()
        return (version, flags, cursor)
    }

    private func boxes(in range: Range<Int64>, isTopLevel: Bool) throws(HeaderError) -> BoxList {
        var list = BoxList()
        var position = range.lowerBound
        // Fewer bytes than a header are padding, such as the 32 zero bits at the end of QuickTime's user data lists.
        while range.upperBound - position >= 8 {
            visited += 1
            guard visited <= maximumBoxes else {
                throw HeaderError(
                    .limitExceeded, "The file has more than \(maximumBoxes) boxes; no camera writes that.")
            }
            var cursor = ByteCursor(source, position..<range.upperBound)
            var size = Int64(try cursor.uint32())
            let type = try cursor.fourCC()
            if size == 0 {
                guard isTopLevel else { break }
                size = range.upperBound - position
            } else if size == 1 {
                guard cursor.remaining >= 8 else { break }
                size = Int64(clamping: try cursor.uint64())
            }
            guard size >= cursor.position - position else {
                list.noteDamage(at: position)
                break
            }
            let isCutOff = size > range.upperBound - position
            let end = isCutOff ? range.upperBound : position + size
            list.append(
                Box(type: type, start: position, payload: cursor.position..<end, isCutOff: isCutOff))
            position = end
        }
        return list
    }
}
