/// How many pixels the data of one picture of a GIF make, without making them (GIF89a, 22 and appendix F).
///
/// GIF has no checksums, but its codes stand for different numbers of pixels: a wrong bit makes too many or too few
/// of nearly every picture.
struct GIFPixels: Equatable {
    /// The pixels that the picture has.
    let wanted: Int
    /// As many as the codes stand for, up to those that are wanted.
    private(set) var count = 0
    /// Whether a code came that stands for nothing, or data were left when all pixels had been made.
    private(set) var isDamaged = false

    /// - Parameter descriptor: where the picture's descriptor begins.
    /// - Returns: nil where the file ends within it.
    init?(_ bytes: Span<UInt8>, descriptor: Int) {
        guard let width = bytes.integer(at: descriptor + 5, size: 2, .littleEndian),
            let height = bytes.integer(at: descriptor + 7, size: 2, .littleEndian),
            let flags = bytes.byte(at: descriptor + 9)
        else { return nil }
        wanted = width * height
        read(bytes, at: descriptor + 10 + GIFHeader.tableSize(flags))
    }

    /// - Parameter position: where the byte with the code's size lies, before the sub-blocks.
    private mutating func read(_ bytes: Span<UInt8>, at position: Int) {
        guard let size = bytes.byte(at: position), 1...11 ~= size else {
            isDamaged = true
            return
        }
        var codes = Codes(position: position + 1, width: Int(size) + 1)
        let clear = 1 << Int(size)
        // How many pixels each code stands for; the two behind the colours are clear and end.
        var lengths = [Int](repeating: 1, count: 4096)
        var next = clear + 2
        var last: Int?
        while let code = codes.next(bytes) {
            if code == clear {
                next = clear + 2
                codes.width = Int(size) + 1
                last = nil
                continue
            }
            // Without this mark encoders end, too.
            if code == clear + 1 { break }
            guard code < next || (code == next && last != nil && next < 4096) else {
                isDamaged = true
                return
            }
            if let last, next < 4096 {
                lengths[next] = lengths[last] + 1
                next += 1
                if next == 1 << codes.width, codes.width < 12 { codes.width += 1 }
            }
            last = code
            count += lengths[code]
            if count > wanted {
                isDamaged = true
                count = wanted
                return
            }
        }
        // Encoders fill their last bytes up.
        isDamaged = count < wanted || codes.bytesLeft(bytes) > Self.padding
    }

    private static let padding = 4
}

/// Codes of a growing number of bits, the lowest bit first, in sub-blocks of up to 255 bytes.
private struct Codes {
    var position: Int
    /// Bits of the next code.
    var width: Int
    /// What is left of the sub-block.
    private var left = 0
    private var bits = 0
    private var bitCount = 0

    init(position: Int, width: Int) {
        self.position = position
        self.width = width
    }

    /// Nil where the sub-blocks end.
    mutating func next(_ bytes: Span<UInt8>) -> Int? {
        while bitCount < width {
            if left == 0 {
                guard let length = bytes.byte(at: position), length > 0 else { return nil }
                left = Int(length)
                position += 1
            }
            guard let byte = bytes.byte(at: position) else { return nil }
            bits |= Int(byte) << bitCount
            bitCount += 8
            position += 1
            left -= 1
        }
        defer {
            bits >>= width
            bitCount -= width
        }
        return bits & (1 << width - 1)
    }

    /// How many bytes the sub-blocks still have, as far as it matters.
    func bytesLeft(_ bytes: Span<UInt8>) -> Int {
        let next = bytes.byte(at: position + left) ?? 0
        return left + Int(next)
    }
}
