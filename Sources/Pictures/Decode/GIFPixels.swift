internal import Containers

/// Counts the pixels in the data of one GIF picture, without producing them (GIF89a, 22 and appendix F).
///
/// GIF has no checksums, but its codes stand for different numbers of pixels: in nearly every picture, a wrong bit
/// gives too many or too few.
struct GIFPixels: Equatable {
    /// How many pixels the picture has.
    let wanted: Int
    /// How many pixels the codes stand for, at most ``wanted``.
    private(set) var count = 0
    /// Whether a code stood for nothing, or data were left after the last pixel.
    private(set) var isDamaged = false

    /// - Parameter descriptor: where the picture's descriptor begins.
    /// - Returns: nil if the file ends within it.
    init?(_ bytes: Span<UInt8>, descriptor: Int) {
        guard let width = bytes.integer(at: descriptor + 5, size: 2, .littleEndian),
            let height = bytes.integer(at: descriptor + 7, size: 2, .littleEndian),
            let flags = bytes.byte(at: descriptor + 9)
        else { return nil }
        wanted = width * height
        read(bytes, at: descriptor + 10 + GIFHeader.tableSize(flags))
    }

    /// - Parameter position: where the byte with the code size lies, before the sub-blocks.
    private mutating func read(_ bytes: Span<UInt8>, at position: Int) {
        guard let size = bytes.byte(at: position), 1...11 ~= size else {
            isDamaged = true
            return
        }
        var codes = Codes(position: position + 1, width: Int(size) + 1)
        let clear = 1 << Int(size)
        // How many pixels each code stands for. The two codes after the colours are clear and end.
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
            // Some encoders end without this mark.
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
        // Encoders pad their last bytes.
        isDamaged = count < wanted || codes.bytesLeft(bytes) > Self.padding
    }

    private static let padding = 4
}

/// Codes of a growing number of bits, lowest bit first, in sub-blocks of up to 255 bytes.
private struct Codes {
    var position: Int
    /// The number of bits in the next code.
    var width: Int
    /// How many bytes are left in the sub-block.
    private var left = 0
    private var bits = 0
    private var bitCount = 0

    init(position: Int, width: Int) {
        self.position = position
        self.width = width
    }

    /// The next code; nil at the end of the sub-blocks.
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

    /// How many bytes are left in this sub-block and the next one. Further ones do not matter.
    func bytesLeft(_ bytes: Span<UInt8>) -> Int {
        let next = bytes.byte(at: position + left) ?? 0
        return left + Int(next)
    }
}
