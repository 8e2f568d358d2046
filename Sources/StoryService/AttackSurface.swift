internal import Libav

/// A piece of foreign code that files from outside can reach.
public struct AttackSurface: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case demuxer, decoder, library
    }

    public var kind: Kind
    /// The name by which FFmpeg knows it, or the library's name.
    public var name: String
    /// The author's own description; nil if this machine lacks the part.
    public var longName: String?
    /// The files that need it.
    public var purpose: String

    /// The complete list: no other foreign code reads uploads.
    public static var all: [AttackSurface] {
        AllowedFormats.demuxers.map { entry in
            AttackSurface(
                kind: .demuxer, name: entry.name, longName: AllowedFormats.longName(ofDemuxer: entry.name),
                purpose: entry.purpose)
        }
            + AllowedFormats.decoders.map { entry in
                AttackSurface(
                    kind: .decoder, name: entry.name,
                    longName: AllowedFormats.longName(ofDecoder: entry.name),
                    purpose: entry.purpose)
            } + libraries
    }

    /// One line that says how much of FFmpeg uploads can reach.
    public static var summary: String {
        "\(AllowedFormats.demuxers.count) of \(FFmpegBuild.demuxers.count) demuxers and"
            + " \(AllowedFormats.decoders.count) of \(FFmpegBuild.decoders.count) decoders of FFmpeg can be"
            + " reached, and no protocol."
    }

    private static var libraries: [AttackSurface] {
        [
            AttackSurface(kind: .library, name: "libjpeg", longName: "libjpeg-turbo", purpose: "JPEG photos"),
            AttackSurface(kind: .library, name: "lcms2", longName: "Little CMS", purpose: "colour profiles"),
            AttackSurface(kind: .library, name: "libpng", longName: "PNG reference library", purpose: "PNG"),
            AttackSurface(
                kind: .library, name: "libwebp", longName: "WebP reference library", purpose: "WebP"),
            AttackSurface(
                kind: .library, name: "freetype", longName: "FreeType, with HarfBuzz and fontconfig",
                purpose: "fonts of stories"),
            AttackSurface(
                kind: .library, name: "libwoff2dec", longName: "WOFF2 decompression", purpose: "WOFF2 fonts"),
        ]
    }
}
